//! Level 1: the request as such, before any service of the platform looks at it.
//!
//! What a single service refuses is in [`ServiceError`](crate::ServiceError).

use errcode::ErrorCode;

/// Codes of the system level, 1xxxx.
#[derive(Debug, ErrorCode)]
#[errcode(service = "system")]
#[non_exhaustive]
pub enum SystemError {
    /// A failure of the platform that it tells nothing more about.
    #[code(
        10001,
        http = 500,
        retry = "never",
        message = "Something broke on our side, contact support if it happens again"
    )]
    Unexpected,
    /// The platform has paused the service as a whole.
    #[code(
        10002,
        http = 503,
        retry = "backoff",
        message = "The service is taking a break, try again later"
    )]
    ServicePaused,
    /// A service that the platform calls in turn gave no usable answer.
    #[code(
        10003,
        http = 502,
        grpc = "UNAVAILABLE",
        retry = "backoff",
        message = "A connected service does not answer, try again in a moment"
    )]
    RemoteServiceFailed,
    /// Requests for this resource are not accepted from the caller's IP address.
    #[code(
        10004,
        http = 403,
        retry = "never",
        message = "This is not available from your network, use another one"
    )]
    IpRestricted,
    /// The resource needs a grant that the appkey does not have.
    #[code(
        10005,
        http = 403,
        retry = "never",
        message = "This app is not cleared for the resource, apply for access to it"
    )]
    AppkeyNotGranted,
    /// The `source` parameter, which carries the appkey, is absent.
    #[code(
        10006,
        http = 400,
        retry = "never",
        message = "The appkey is missing, send it as `source`"
    )]
    AppkeyMissing,
    /// The body has a media type that the platform does not read.
    #[code(
        10007,
        http = 415,
        grpc = "INVALID_ARGUMENT",
        retry = "never",
        message = "Content of type {media_type} is not accepted, send another type"
    )]
    MediaTypeUnsupported {
        /// The media type as the request gave it.
        media_type: String,
    },
    /// The parameters as a whole do not make sense; no single one is named.
    #[code(
        10008,
        http = 400,
        retry = "never",
        message = "The parameters do not fit, compare them with the API reference"
    )]
    ParametersWrong,
    /// The queue of tasks is full.
    #[code(
        10009,
        http = 503,
        retry = "backoff",
        message = "There is a lot going on right now, try again in a moment"
    )]
    TooManyPendingTasks,
    /// A queued task was dropped, as its time ran out.
    #[code(
        10010,
        http = 504,
        retry = "backoff",
        message = "This took too long and was stopped, try again"
    )]
    TaskTimedOut,
    /// A call between two parts of the platform failed.
    #[code(
        10011,
        http = 502,
        grpc = "UNAVAILABLE",
        retry = "backoff",
        message = "The connection failed on our side, try again in a moment"
    )]
    InternalCallFailed,
    /// The request is not one that the platform takes from anybody.
    #[code(
        10012,
        http = 400,
        retry = "never",
        message = "This request is not acceptable, check how it is built"
    )]
    RequestIllegal,
    /// The account cannot be used: it is unknown, blocked or not activated.
    #[code(
        10013,
        http = 403,
        retry = "never",
        message = "This is not a usable Weibo account, sign in with another one"
    )]
    AccountInvalid,
    /// The app may call the platform, but not this endpoint.
    #[code(
        10014,
        http = 403,
        retry = "never",
        message = "This app may not use the function, ask its maker to apply for it"
    )]
    AppNotPermitted,
    /// A parameter that the endpoint requires is absent.
    #[code(
        10016,
        http = 400,
        retry = "never",
        message = "The value for {parameter} is missing, add it"
    )]
    ParameterMissing {
        /// The name of the absent parameter.
        parameter: String,
    },
    /// A parameter is there, with a value that the endpoint does not take.
    #[code(
        10017,
        http = 400,
        retry = "never",
        message = "The value for {parameter} must be {expected} instead of {actual}"
    )]
    ParameterInvalid {
        /// The name of the parameter.
        parameter: String,
        /// What the endpoint takes, in words or as a type.
        expected: String,
        /// What the request held.
        actual: String,
    },
    /// The body is longer than the platform reads.
    #[code(
        10018,
        http = 413,
        grpc = "INVALID_ARGUMENT",
        retry = "never",
        message = "The request is too large, send less at once"
    )]
    BodyTooLarge,
    /// No endpoint has this path.
    #[code(
        10020,
        http = 404,
        grpc = "UNIMPLEMENTED",
        retry = "never",
        message = "This function does not exist, check the address"
    )]
    EndpointNotFound,
    /// The endpoint exists, but takes another method, GET instead of POST for example.
    #[code(
        10021,
        http = 405,
        grpc = "UNIMPLEMENTED",
        retry = "never",
        message = "The endpoint takes another HTTP method, check GET against POST"
    )]
    MethodNotAllowed,
    /// The caller's IP address has used up its requests for the current period.
    #[code(
        10022,
        http = 429,
        retry = "backoff",
        message = "Too many requests from your network, wait a while"
    )]
    IpRateLimited,
    /// The user has used up the requests for the current period.
    #[code(
        10023,
        http = 429,
        retry = "backoff",
        message = "You have sent too many requests, wait a while"
    )]
    UserRateLimited,
    /// The user has used up the requests for one endpoint that is counted by itself.
    #[code(
        10024,
        http = 429,
        retry = "backoff",
        message = "You have called {endpoint} too often, wait a while"
    )]
    EndpointRateLimited {
        /// The endpoint whose limit was reached.
        endpoint: String,
    },
}
