# `cargo errcode`: cargo's own completion offers files behind a command that it does not know. So this one
# stands before it, and hands everything else on.
if [[ $(complete -p cargo 2>/dev/null) =~ -F\ ([^ ]+) && ${BASH_REMATCH[1]} != _cargo_or_errcode ]]; then
    __cargo_before_errcode=${BASH_REMATCH[1]}
fi

_cargo_or_errcode() {
    local at=1
    # `+nightly` and cargo's options
    while [[ ${COMP_WORDS[at]-} == [+-]* ]]; do at=$((at + 1)); done
    if [[ ${COMP_WORDS[at]-} == errcode && $COMP_CWORD -gt $at ]]; then
        local words=(cargo-errcode "${COMP_WORDS[@]:at+1}") word=$((COMP_CWORD - at))
        local COMP_WORDS=("${words[@]}") COMP_CWORD=$word
        _cargo__errcode cargo-errcode "$2" "$3"
        return
    fi
    if [[ -z ${__cargo_before_errcode-} ]]; then
        __cargo_before_errcode=_cargo
        # bash-completion loads cargo's when it is first asked for, and that takes our place.
        if ! declare -F _cargo >/dev/null; then
            if declare -F _comp_load >/dev/null; then
                _comp_load cargo
            elif declare -F _completion_loader >/dev/null; then
                _completion_loader cargo
            fi
            complete -F _cargo_or_errcode -o bashdefault -o default cargo
        fi
    fi
    declare -F "$__cargo_before_errcode" >/dev/null && "$__cargo_before_errcode" "$@"
}

complete -F _cargo_or_errcode -o bashdefault -o default cargo
