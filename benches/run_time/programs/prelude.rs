//! What the programs of benches/run_time share: `program CASE ROUNDS` and `program time TURNS CASE..`.
//! It stands before methods.rs or registry.rs, in one file.

#![allow(unused)]
use std::alloc::{GlobalAlloc, Layout, System};
use std::fmt::Write as _;
use std::hint::black_box;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};

struct Counting;
static ALLOCATIONS: AtomicUsize = AtomicUsize::new(0);
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        ALLOCATIONS.fetch_add(1, Ordering::Relaxed);
        unsafe { System.alloc(layout) }
    }
    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        unsafe { System.dealloc(pointer, layout) }
    }
}
#[global_allocator]
static COUNTING: Counting = Counting;

/// Each case is a function of its own: a loop over the inputs, with a buffer that never grows.
macro_rules! cases {
    ($($name:ident($inputs:ident.$field:ident) |$value:ident, $buffer:ident| $operation:expr;)+) => {
        $(
            #[inline(never)]
            fn $name($inputs: &Inputs, $buffer: &mut String, rounds: usize) {
                for _ in 0..rounds {
                    for $value in black_box(&$inputs.$field[..]) {
                        black_box($operation);
                    }
                }
            }
        )+
        const CASES: &[(&str, fn(&Inputs, &mut String, usize))] = &[$((stringify!($name), $name)),+];
    };
}

/// The same numbers in the same disorder for all.
fn shuffle<T>(values: &mut [T]) {
    let mut state = 1_u64;
    for i in (1..values.len()).rev() {
        state = state.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        values.swap(i, (state >> 33) as usize % (i + 1));
    }
}

fn run(case: &str, inputs: &Inputs, rounds: usize) {
    let found = CASES.iter().find(|(name, _)| *name == case).expect("a case");
    found.1(inputs, &mut String::with_capacity(1024), rounds);
}

fn run_cases(arguments: &[String]) {
    let inputs = Inputs::new();
    let operations = inputs.operations();
    if arguments[0] == "time" {
        let cases = &arguments[2..];
        let seconds = |case: &str, rounds| {
            let start = std::time::Instant::now();
            run(case, &inputs, rounds);
            start.elapsed().as_secs_f64()
        };
        // Each about 2 ms.
        let round_counts: Vec<usize> = cases
            .iter()
            .map(|case| (0.002 * 20.0 / seconds(case, 20)).ceil() as usize)
            .collect();
        for _ in 0..arguments[1].parse().unwrap() {
            for (case, rounds) in cases.iter().zip(&round_counts) {
                print!("{} ", seconds(case, *rounds) * 1e9 / (rounds * operations) as f64);
            }
            println!();
        }
        return;
    }
    let before = ALLOCATIONS.load(Ordering::Relaxed);
    run(&arguments[0], &inputs, arguments[1].parse().unwrap());
    // One for the buffer.
    println!("{} {}", operations, ALLOCATIONS.load(Ordering::Relaxed) - before - 1);
}
