//! The statics of an enum: its record in the link section, and the constructor that submits it.
//!
//! A macro for each platform, and not `cfg_attr`s in generated code, which rustc would judge again for
//! every enum. Only ELF has been tried.
//!
//! Who calls them writes `unsafe`, and vouches that the bytes are what `section::encode` gave.

#[cfg(not(any(target_vendor = "apple", target_family = "wasm", windows)))]
#[doc(hidden)] // Not public API. Used by generated code.
#[macro_export]
macro_rules! __errcode_statics {
    (unsafe $length:tt $record:tt $($error:ty)?) => {
        #[unsafe(link_section = ".errcode")]
        static __ERRCODE_RECORD: [::core::primitive::u8; $length] = *$record;
        #[used]
        #[unsafe(link_section = ".init_array")]
        static __ERRCODE_CONSTRUCTOR: extern "C" fn() = __errcode_submit;
        #[unsafe(link_section = ".text.startup")]
        extern "C" fn __errcode_submit() {
            $crate::__errcode_submit!(unsafe $($error)?);
        }
    };
}

#[cfg(target_vendor = "apple")]
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

#[cfg(windows)]
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

// A section of wasm is no part of memory, so the record is an ordinary static.
#[cfg(target_family = "wasm")]
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

/// The inside of the constructor, the same on each platform.
#[doc(hidden)] // Not public API. Used by generated code.
#[macro_export]
macro_rules! __errcode_submit {
    (unsafe) => {
        unsafe { $crate::__private::submit(&__ERRCODE_RECORD) }
    };
    (unsafe $error:ty) => {
        unsafe {
            $crate::__private::submit_with(
                &__ERRCODE_RECORD,
                $crate::__private::downcast::<$error>,
            );
        }
    };
}
