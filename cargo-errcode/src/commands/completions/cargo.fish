# `cargo errcode`: what `cargo-errcode` would offer for the words behind it
function __fish_cargo_errcode
    set -l words (commandline -opc)
    set -l at (contains -i -- errcode $words); or return
    set -l behind $words[(math $at + 1)..]
    complete -C (string join ' ' -- cargo-errcode (string escape -- $behind) (commandline -ct))
end
complete -c cargo -n '__fish_seen_subcommand_from errcode' -f -a '(__fish_cargo_errcode)'
