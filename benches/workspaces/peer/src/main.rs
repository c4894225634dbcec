//! The least that can be done with sources: `peer read LIST` reads the files that LIST names, `peer syn LIST`
//! parses them too. On all cores, as cargo-errcode does it.

use rayon::prelude::*;

fn main() {
    let mut arguments = std::env::args().skip(1);
    let mode = arguments.next().expect("read or syn");
    let list = arguments.next().expect("a list of files");
    let files: Vec<std::path::PathBuf> =
        std::fs::read_to_string(list).expect("a file").lines().map(Into::into).collect();
    let total: usize = files
        .par_iter()
        .map(|file| {
            let bytes = std::fs::read(file).expect("a file");
            match mode.as_str() {
                "read" => bytes.len(),
                _ => {
                    let text = std::str::from_utf8(&bytes).expect("UTF-8");
                    syn::parse_file(text).expect("Rust").items.len()
                }
            }
        })
        .sum();
    println!("{total}");
}
