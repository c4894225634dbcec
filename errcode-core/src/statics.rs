//! The statics of an enum: its record in the link section, and the constructor that submits it.
//!
//! A macro for each platform, and not `cfg_attr`s in generated code, which rustc would judge again for
//! every enum. Only ELF has been tried.

#[cfg(not(any(target_vendor = "apple", target_family = "wasm", windows)))]
#[doc(hidden)] // Not public API. Used by generated code.
#[macro_export]
macro_rules! __errcode_statics {
    ($length:tt $record:tt $submit:tt) => {
        #[unsafe(link_section = ".errcode")]
        static __ERRCODE_RECORD: [::core::primitive::u8; $length] = *$record;
        #[used]
        #[unsafe(link_section = ".init_array")]
        static __ERRCODE_CONSTRUCTOR: extern "C" fn() = __errcode_submit;
        #[unsafe(link_section = ".text.startup")]
        extern "C" fn __errcode_submit() $submit
    };
}

#[cfg(target_vendor = "apple")]
#[doc(hidden)] // Not public API. Used by generated code.
#[macro_export]
macro_rules! __errcode_statics {
    ($length:tt $record:tt $submit:tt) => {
        #[unsafe(link_section = "__DATA,__errcode")]
        static __ERRCODE_RECORD: [::core::primitive::u8; $length] = *$record;
        #[used]
        #[unsafe(link_section = "__DATA,__mod_init_func")]
        static __ERRCODE_CONSTRUCTOR: extern "C" fn() = __errcode_submit;
        extern "C" fn __errcode_submit() $submit
    };
}

#[cfg(windows)]
#[doc(hidden)] // Not public API. Used by generated code.
#[macro_export]
macro_rules! __errcode_statics {
    ($length:tt $record:tt $submit:tt) => {
        #[unsafe(link_section = ".errcode")]
        static __ERRCODE_RECORD: [::core::primitive::u8; $length] = *$record;
        #[used]
        #[unsafe(link_section = ".CRT$XCU")]
        static __ERRCODE_CONSTRUCTOR: extern "C" fn() = __errcode_submit;
        extern "C" fn __errcode_submit() $submit
    };
}

// A section of wasm is no part of memory, so the record is an ordinary static.
#[cfg(target_family = "wasm")]
#[doc(hidden)] // Not public API. Used by generated code.
#[macro_export]
macro_rules! __errcode_statics {
    ($length:tt $record:tt $submit:tt) => {
        static __ERRCODE_RECORD: [::core::primitive::u8; $length] = *$record;
        #[used]
        #[unsafe(link_section = ".init_array")]
        static __ERRCODE_CONSTRUCTOR: extern "C" fn() = __errcode_submit;
        extern "C" fn __errcode_submit() $submit
    };
}
