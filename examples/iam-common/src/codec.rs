//! Module `codec`: turning values into bytes and back, in JSON, YAML or another form.
//!
//! A request body that does not decode is [`BasicError::ErrBind`](crate::BasicError): these
//! codes are for content that the service itself stores or produces, hence the status 500.

use errcode::ErrorCode;

/// Codes of the `codec` module.
#[derive(Debug, ErrorCode)]
#[errcode(service = "common", module = "codec")]
#[non_exhaustive]
pub enum CodecError {
    /// A value has no representation in the wanted format.
    #[code(
        100301,
        http = 500,
        message = "The result could not be prepared, report this to support"
    )]
    ErrEncodingFailed,
    /// Stored bytes are not in the expected format.
    #[code(
        100302,
        http = 500,
        message = "The stored content could not be read, report this to support"
    )]
    ErrDecodingFailed,
    /// The bytes do not follow the JSON grammar.
    #[code(
        100303,
        http = 500,
        message = "The content is not correct JSON, check it with a JSON validator"
    )]
    ErrInvalidJSON,
    /// Serializing to JSON failed, for example on a map with keys that are no strings.
    #[code(
        100304,
        http = 500,
        message = "The result could not be written as JSON, report this to support"
    )]
    ErrEncodingJSON,
    /// Well-formed JSON that does not fit the expected type.
    #[code(
        100305,
        http = 500,
        message = "The JSON content has an unexpected shape, check its fields"
    )]
    ErrDecodingJSON,
    /// The bytes do not follow the YAML grammar.
    #[code(100306, http = 500, message = "The content is not correct YAML, check its indentation")]
    ErrInvalidYaml,
    /// Serializing to YAML failed.
    #[code(
        100307,
        http = 500,
        message = "The result could not be written as YAML, report this to support"
    )]
    ErrEncodingYaml,
    /// Well-formed YAML that does not fit the expected type.
    #[code(
        100308,
        http = 500,
        message = "The YAML content has an unexpected shape, check its keys"
    )]
    ErrDecodingYaml,
}
