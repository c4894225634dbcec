//! `main` does nothing, or what stands for SHOW. `program faults` prints its page faults.

/// The page faults of this process so far.
fn page_faults() -> i64 {
    unsafe extern "C" {
        fn getrusage(who: i32, usage: *mut [i64; 18]) -> i32;
    }
    let mut usage = [0; 18];
    unsafe { getrusage(0, &mut usage) };
    usage[8]
}

fn main() {
    let faults = page_faults();
    match std::env::args().nth(1).as_deref() {
        None => {}
        Some("faults") => println!("{faults}"),
        Some(_) => SHOW,
    }
}
