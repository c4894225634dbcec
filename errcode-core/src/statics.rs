//! The statics of an enum: its record in the link section, and where a constructor is needed, that.
//!
//! A macro for each platform, and not `cfg_attr`s in generated code, which rustc would judge again for
//! every enum. Only ELF has been tried.
//!
//! Generated code alone calls them. The `unsafe` in their arguments reminds of what it vouches for, that
//! the bytes are what `section::encode` gave; no lint sees it.

/// ELF: the linker says where the section begins and ends (`linked`), so only a downcast needs a
/// constructor. `#[used]` keeps the record where nothing else mentions it, in the linker too from Rust
/// 1.89 on (`SHF_GNU_RETAIN`).
#[cfg(not(any(
    miri,
    windows,
    target_vendor = "apple",
    target_family = "wasm",
    target_os = "aix",
    target_os = "cygwin",
    target_os = "uefi"
)))]
#[doc(hidden)] // Not public API. Used by generated code.
#[macro_export]
macro_rules! __errcode_statics {
    (unsafe $length:tt $record:tt $($error:ty)?) => {
        #[used]
        #[unsafe(link_section = "errcode_records")]
        static __ERRCODE_RECORD: [::core::primitive::u8; $length] = *$record;
        $(
            #[used]
            #[unsafe(link_section = ".init_array")]
            static __ERRCODE_CONSTRUCTOR: extern "C" fn() = __errcode_submit;
            #[unsafe(link_section = ".text.startup")]
            extern "C" fn __errcode_submit() {
                $crate::__private::submit_downcast($crate::__private::downcast::<$error>);
            }
        )?
    };
}

#[cfg(all(target_vendor = "apple", not(miri)))]
#[doc(hidden)] // Not public API. Used by generated code.
#[macro_export]
macro_rules! __errcode_statics {
    (unsafe $length:tt $record:tt $($error:ty)?) => {
        #[unsafe(link_section = "__DATA,__errcode")]
        static __ERRCODE_RECORD: [::core::primitive::u8; $length] = *$record;
        #[used]
        #[unsafe(link_section = "__DATA,__mod_init_func")]
        static __ERRCODE_CONSTRUCTOR: extern "C" fn() = __errcode_submit;
        extern "C" fn __errcode_submit() {
            $crate::__errcode_submit!(unsafe $($error)?);
        }
    };
}

#[cfg(all(windows, not(miri)))]
#[doc(hidden)] // Not public API. Used by generated code.
#[macro_export]
macro_rules! __errcode_statics {
    (unsafe $length:tt $record:tt $($error:ty)?) => {
        #[unsafe(link_section = ".errcode")]
        static __ERRCODE_RECORD: [::core::primitive::u8; $length] = *$record;
        #[used]
        #[unsafe(link_section = ".CRT$XCU")]
        static __ERRCODE_CONSTRUCTOR: extern "C" fn() = __errcode_submit;
        extern "C" fn __errcode_submit() {
            $crate::__errcode_submit!(unsafe $($error)?);
        }
    };
}

// Everywhere else. A section of wasm is no part of memory, and Miri knows no linker, so the record is an
// ordinary static.
#[cfg(any(
    miri,
    target_family = "wasm",
    target_os = "aix",
    target_os = "cygwin",
    target_os = "uefi"
))]
#[doc(hidden)] // Not public API. Used by generated code.
#[macro_export]
macro_rules! __errcode_statics {
    (unsafe $length:tt $record:tt $($error:ty)?) => {
        static __ERRCODE_RECORD: [::core::primitive::u8; $length] = *$record;
        #[used]
        #[unsafe(link_section = ".init_array")]
        static __ERRCODE_CONSTRUCTOR: extern "C" fn() = __errcode_submit;
        extern "C" fn __errcode_submit() {
            $crate::__errcode_submit!(unsafe $($error)?);
        }
    };
}

/// The inside of a constructor that submits a record.
#[doc(hidden)] // Not public API. Used by generated code.
#[macro_export]
macro_rules! __errcode_submit {
    (unsafe $($error:ty)?) => {
        unsafe { $crate::__private::submit(&__ERRCODE_RECORD) };
        $($crate::__private::submit_downcast($crate::__private::downcast::<$error>);)?
    };
}
