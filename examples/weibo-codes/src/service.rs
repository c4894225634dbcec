//! Level 2: what a service refuses, from posts and comments to lists, tags and sign-in.
//!
//! Digits 2 and 3 are the module, in the order of this file. What the platform refuses before it
//! asks a service is in [`SystemError`](crate::SystemError).

use errcode::ErrorCode;

/// Codes of the service level, 2xxxx.
#[derive(Debug, ErrorCode)]
#[errcode(service = "service")]
#[non_exhaustive]
pub enum ServiceError {
    // Module 00: any service.
    /// The list parameter `ids` is empty.
    #[code(20001, http = 400, retry = "never", message = "No ids were given, name at least one")]
    IdsMissing,
    /// The endpoint needs `uid`, and it came without a value.
    #[code(20002, http = 400, retry = "never", message = "No user id was given, add `uid`")]
    UidMissing,
    /// No account has the given id or screen name.
    #[code(20003, http = 404, retry = "never", message = "There is no such user, check the name")]
    UserNotFound,
    /// The upload is an image, but in a format that is not taken.
    #[code(
        20005,
        http = 415,
        grpc = "INVALID_ARGUMENT",
        retry = "never",
        message = "Images must be JPG, GIF or PNG files, convert yours first"
    )]
    ImageTypeUnsupported,
    /// The upload exceeds the size limit for images.
    #[code(
        20006,
        http = 413,
        grpc = "INVALID_ARGUMENT",
        retry = "never",
        message = "The image is too big, choose a smaller one"
    )]
    ImageTooLarge,
    /// The body is not multipart, or none of its parts is an image.
    #[code(
        20007,
        http = 400,
        retry = "never",
        message = "The image did not arrive, upload it as a multipart form"
    )]
    ImagePartMissing,
    /// The text to publish is empty.
    #[code(
        20008,
        http = 400,
        retry = "never",
        message = "There is nothing to publish, write something first"
    )]
    ContentEmpty,
    /// The list parameter `ids` holds more values than the endpoint takes.
    #[code(
        20009,
        http = 400,
        retry = "never",
        message = "Too many ids at once, split them into several requests"
    )]
    TooManyIds,
    /// The text exceeds the limit of a post.
    #[code(
        20012,
        http = 400,
        retry = "never",
        message = "The text is too long, shorten it to 140 characters"
    )]
    TextOver140,
    /// The text exceeds the limit of a long form, such as a direct message.
    #[code(
        20013,
        http = 400,
        retry = "never",
        message = "The text is too long, shorten it to 300 characters"
    )]
    TextOver300,
    /// The parameter of the safety check did not match; a fresh call gets a fresh one.
    #[code(
        20014,
        http = 409,
        retry = "backoff",
        message = "The safety check did not work out, try again"
    )]
    SafetyCheckFailed,
    /// Account, address or app is suspended for the time being.
    #[code(
        20015,
        http = 403,
        retry = "never",
        message = "Your account, network or app is blocked for now, contact support"
    )]
    CallerBlocked,
    /// The user publishes faster than is allowed.
    #[code(
        20016,
        http = 429,
        retry = "backoff",
        message = "You are posting too fast, wait a while before the next one"
    )]
    PostingTooFast,
    /// The text resembles one that the user sent a short time ago.
    #[code(
        20017,
        http = 409,
        grpc = "ALREADY_EXISTS",
        retry = "never",
        message = "You sent something very similar already, write something new"
    )]
    ContentSimilar,
    /// The text links to a site that the platform has banned.
    #[code(
        20018,
        http = 400,
        retry = "never",
        message = "The text links to a banned site, remove the link"
    )]
    LinkBanned,
    /// The text equals one that the user sent a short time ago.
    #[code(
        20019,
        http = 409,
        grpc = "ALREADY_EXISTS",
        retry = "never",
        message = "You sent exactly this already, there is no need to repeat it"
    )]
    ContentIdentical,
    /// The text was taken for advertising.
    #[code(
        20020,
        http = 400,
        retry = "never",
        message = "The text looks like advertising, rewrite it"
    )]
    ContentAdvertising,
    /// The text was taken for content that is not allowed at all.
    #[code(20021, http = 400, retry = "never", message = "This content is not allowed, change it")]
    ContentIllegal,
    /// Requests from the caller's address follow a suspicious pattern.
    #[code(
        20022,
        http = 403,
        retry = "never",
        message = "Your network behaves unusually, use another one or contact support"
    )]
    IpSuspicious,
    /// The user has to solve a captcha before the request is taken.
    #[code(
        20031,
        http = 403,
        grpc = "FAILED_PRECONDITION",
        retry = "never",
        message = "Confirm that you are human, then send it again"
    )]
    CaptchaRequired,
    /// Published, but readers see it late; a success, so the request is not to be repeated.
    #[code(
        20032,
        http = 202,
        grpc = "OK",
        retry = "never",
        message = "Published, it may take 1 or 2 minutes to appear"
    )]
    PublishedWithDelay,

    // Module 01: posts.
    /// No post has this id, or it was deleted.
    #[code(
        20101,
        http = 404,
        retry = "never",
        message = "This post does not exist, it may have been deleted"
    )]
    PostNotFound,
    /// The post belongs to another user.
    #[code(
        20102,
        http = 403,
        retry = "never",
        message = "You did not write this post, choose one of yours"
    )]
    PostNotOwned,
    /// The user tried to repost a post that is the user's own.
    #[code(
        20103,
        http = 400,
        retry = "never",
        message = "You cannot repost your own post, choose one by someone else"
    )]
    PostOwnRepost,
    /// The post breaks the platform's rules.
    #[code(20104, http = 400, retry = "never", message = "This post is against the rules, edit it")]
    PostIllegal,
    /// The id of the post is empty.
    #[code(20109, http = 400, retry = "never", message = "No post was named, add its id")]
    PostIdMissing,
    /// The text equals that of the user's last post.
    #[code(
        20111,
        http = 409,
        grpc = "ALREADY_EXISTS",
        retry = "never",
        message = "You have posted this text before, change it"
    )]
    PostRepeated,

    // Module 02: comments.
    /// No comment has this id, or it was deleted.
    #[code(
        20201,
        http = 404,
        retry = "never",
        message = "This comment does not exist, it may have been deleted"
    )]
    CommentNotFound,
    /// The comment breaks the platform's rules.
    #[code(
        20202,
        http = 400,
        retry = "never",
        message = "This comment is against the rules, edit it"
    )]
    CommentIllegal,
    /// The comment belongs to another user.
    #[code(
        20203,
        http = 403,
        retry = "never",
        message = "You did not write this comment, choose one of yours"
    )]
    CommentNotOwned,
    /// The id of the comment is empty.
    #[code(20204, http = 400, retry = "never", message = "No comment was named, add its id")]
    CommentIdMissing,

    // Module 03: direct messages.
    /// The receiver does not follow the sender, and takes messages of followed users only.
    #[code(
        20301,
        http = 403,
        retry = "never",
        message = "You can only write to your followers, ask this user to follow you"
    )]
    DirectMessageNotFollower,
    /// The direct message breaks the platform's rules.
    #[code(
        20302,
        http = 400,
        retry = "never",
        message = "This direct message is against the rules, edit it"
    )]
    DirectMessageIllegal,
    /// The direct message is neither from nor to the user.
    #[code(
        20303,
        http = 403,
        retry = "never",
        message = "This direct message is not yours, choose another one"
    )]
    DirectMessageNotOwned,
    /// No direct message has this id, or it was deleted.
    #[code(
        20305,
        http = 404,
        retry = "never",
        message = "There is no such direct message, it may have been deleted"
    )]
    DirectMessageNotFound,
    /// The text equals that of the last message to the same receiver.
    #[code(
        20306,
        http = 409,
        grpc = "ALREADY_EXISTS",
        retry = "never",
        message = "You have sent this direct message before, change it"
    )]
    DirectMessageRepeated,
    /// The id of the direct message is not a valid one.
    #[code(
        20307,
        http = 400,
        retry = "never",
        message = "This is no id of a direct message, check it"
    )]
    DirectMessageIdIllegal,

    // Module 04: personal domains.
    /// No user has chosen this personal domain.
    #[code(
        20401,
        http = 404,
        retry = "never",
        message = "Nobody uses this personal address, check how it is written"
    )]
    DomainNotFound,
    /// The verifier sent for a personal domain does not match.
    #[code(
        20402,
        http = 400,
        retry = "never",
        message = "The code for your personal address is wrong, enter it again"
    )]
    DomainVerifierWrong,

    // Module 05: following.
    /// One of the two users whose relation was asked for does not exist.
    #[code(
        20501,
        http = 404,
        retry = "never",
        message = "One of the two users does not exist, check `source` and `target`"
    )]
    RelationUserNotFound,
    /// Neither the id nor the screen name of the other user was given.
    #[code(
        20502,
        http = 400,
        retry = "never",
        message = "Say whom you mean, by user id or screen name"
    )]
    TargetUserMissing,
    /// The call is only for users whom the caller follows.
    #[code(
        20503,
        http = 412,
        retry = "never",
        message = "You do not follow this user yet, do that first"
    )]
    FollowRequired,
    /// The user's own id was given as the one to follow.
    #[code(
        20504,
        http = 400,
        retry = "never",
        message = "Following yourself is not possible, choose someone else"
    )]
    FollowSelf,
    /// The user follows and unfollows faster than is allowed.
    #[code(
        20505,
        http = 429,
        retry = "backoff",
        message = "You are following people too fast, wait a while before the next one"
    )]
    FollowTooFast,
    /// The user follows the other one publicly already.
    #[code(
        20506,
        http = 409,
        grpc = "ALREADY_EXISTS",
        retry = "never",
        message = "You follow this user, there is nothing left to do"
    )]
    AlreadyFollowed,
    /// Following needs a captcha now, as the user has followed many.
    #[code(
        20507,
        http = 403,
        grpc = "FAILED_PRECONDITION",
        retry = "never",
        message = "Enter the characters of the picture before you follow anyone else"
    )]
    FollowCaptchaRequired,
    /// The other user's privacy settings rule the action out.
    #[code(
        20508,
        http = 403,
        retry = "never",
        message = "The settings of this user do not allow it, ask for permission first"
    )]
    RefusedByPrivacy,
    /// The user follows as many others privately as is allowed.
    #[code(
        20509,
        http = 409,
        grpc = "RESOURCE_EXHAUSTED",
        retry = "never",
        message = "You follow too many users in private, remove one first"
    )]
    PrivateFollowLimit,
    /// The user does not follow the other one privately.
    #[code(
        20510,
        http = 404,
        retry = "never",
        message = "You do not follow this user in private, check your list"
    )]
    NotPrivatelyFollowed,
    /// The user follows the other one privately already.
    #[code(
        20511,
        http = 409,
        grpc = "ALREADY_EXISTS",
        retry = "never",
        message = "You follow this user in private, there is nothing left to do"
    )]
    AlreadyPrivatelyFollowed,
    /// The user has blocked the one to follow.
    #[code(
        20512,
        http = 412,
        retry = "never",
        message = "You have blocked this user, lift the block before you follow"
    )]
    FollowBlockedUser,
    /// The user follows as many others as is allowed at all.
    #[code(
        20513,
        http = 409,
        grpc = "RESOURCE_EXHAUSTED",
        retry = "never",
        message = "You follow as many users as possible, unfollow one first"
    )]
    FollowLimit,
    /// The user has followed as many others as one day allows.
    #[code(
        20521,
        http = 429,
        retry = "never",
        message = "You have followed enough people for today, go on tomorrow"
    )]
    FollowDailyLimit,
    /// The user does not follow the other one.
    #[code(
        20522,
        http = 404,
        retry = "never",
        message = "You do not follow this user, check the name"
    )]
    NotFollowed,
    /// The other user does not follow this one.
    #[code(
        20523,
        http = 404,
        retry = "never",
        message = "This user does not follow you, check the name"
    )]
    NotFollower,
    /// The user has unfollowed as many others as one day allows.
    #[code(
        20524,
        http = 429,
        retry = "never",
        message = "You have unfollowed enough people for today, go on tomorrow"
    )]
    UnfollowDailyLimit,

    // Module 06: lists.
    /// The name of the list exceeds its limit.
    #[code(
        20601,
        http = 400,
        retry = "never",
        message = "The name of the list is too long, shorten it to 10 characters"
    )]
    ListNameTooLong,
    /// The description of the list exceeds its limit.
    #[code(
        20602,
        http = 400,
        retry = "never",
        message = "The list is described at too much length, shorten it to 70 characters"
    )]
    ListDescriptionTooLong,
    /// No list has this id, or it was deleted.
    #[code(
        20603,
        http = 404,
        retry = "never",
        message = "This list does not exist, it may have been deleted"
    )]
    ListNotFound,
    /// The list belongs to another user.
    #[code(
        20604,
        http = 403,
        retry = "never",
        message = "Someone else owns this list, ask them to change it"
    )]
    ListNotOwned,
    /// Name or description of the list breaks the platform's rules.
    #[code(
        20605,
        http = 400,
        retry = "never",
        message = "The list is named or described against the rules, edit it"
    )]
    ListTextIllegal,
    /// The record to add is in the list already.
    #[code(
        20606,
        http = 409,
        grpc = "ALREADY_EXISTS",
        retry = "never",
        message = "This entry is in the list, there is no need to add it"
    )]
    ListEntryExists,
    /// The store of the lists failed.
    #[code(
        20607,
        http = 500,
        retry = "never",
        message = "Your lists are out of order right now, contact support"
    )]
    ListStoreFailed,
    /// The user has another list of this name.
    #[code(
        20608,
        http = 409,
        grpc = "ALREADY_EXISTS",
        retry = "never",
        message = "You have a list of this name, choose another one"
    )]
    ListNameTaken,
    /// The endpoint does not handle private lists so far.
    #[code(
        20610,
        http = 501,
        retry = "never",
        message = "Private lists cannot be used for this, choose a public one"
    )]
    ListPrivateUnsupported,
    /// The list could not be created, for no stated reason.
    #[code(
        20611,
        http = 500,
        retry = "never",
        message = "The list was not created, check your lists before you repeat it"
    )]
    ListNotCreated,
    /// The endpoint handles private lists only.
    #[code(
        20612,
        http = 501,
        retry = "never",
        message = "Public lists cannot be used for this, choose a private one"
    )]
    ListPublicUnsupported,
    /// The user subscribes to as many lists as is allowed.
    #[code(
        20613,
        http = 409,
        grpc = "RESOURCE_EXHAUSTED",
        retry = "never",
        message = "You subscribe to as many lists as possible, leave one first"
    )]
    ListSubscriptionLimit,
    /// The user owns as many lists as is allowed.
    #[code(
        20614,
        http = 409,
        grpc = "RESOURCE_EXHAUSTED",
        retry = "never",
        message = "You own as many lists as possible, delete one first"
    )]
    ListLimit,
    /// The list has as many members as is allowed.
    #[code(
        20615,
        http = 409,
        grpc = "RESOURCE_EXHAUSTED",
        retry = "never",
        message = "The list is full, remove a member first"
    )]
    ListMemberLimit,

    // Module 07: tags on favourites.
    /// The favourite carries this tag already.
    #[code(
        20701,
        http = 409,
        grpc = "ALREADY_EXISTS",
        retry = "never",
        message = "This favourite has the tag already, choose another one"
    )]
    FavouriteTagRepeated,
    /// A favourite may carry two tags.
    #[code(
        20702,
        http = 400,
        retry = "never",
        message = "A favourite can have 2 tags, remove the others"
    )]
    FavouriteTooManyTags,
    /// The tag breaks the platform's rules.
    #[code(
        20703,
        http = 400,
        retry = "never",
        message = "This tag is not allowed, choose other words"
    )]
    FavouriteTagIllegal,

    // Module 08: trends.
    /// The parameter `trend_name` is empty.
    #[code(20801, http = 400, retry = "never", message = "No trend was named, add `trend_name`")]
    TrendNameMissing,
    /// The parameter `trend_id` is empty.
    #[code(20802, http = 400, retry = "never", message = "No trend was chosen, add `trend_id`")]
    TrendIdMissing,

    // Module 09: blocked users.
    /// The user has blocked the other one already.
    #[code(
        20901,
        http = 409,
        grpc = "ALREADY_EXISTS",
        retry = "never",
        message = "You have blocked this user before, there is nothing left to do"
    )]
    AlreadyBlocked,
    /// The user blocks as many others as is allowed.
    #[code(
        20902,
        http = 409,
        grpc = "RESOURCE_EXHAUSTED",
        retry = "never",
        message = "You have blocked as many users as possible, lift a block first"
    )]
    BlockLimit,
    /// Administrators of the platform cannot be blocked.
    #[code(
        20903,
        http = 403,
        retry = "never",
        message = "Administrators cannot be blocked, unfollow them instead"
    )]
    BlockAdministrator,
    /// The user's own id was given as the one to block.
    #[code(
        20904,
        http = 400,
        retry = "never",
        message = "Blocking yourself is not possible, choose someone else"
    )]
    BlockSelf,
    /// The user has not blocked the other one.
    #[code(
        20905,
        http = 404,
        retry = "never",
        message = "You have not blocked this user, check your list"
    )]
    NotBlocked,

    // Module 10: tags on users.
    /// The endpoint needs `tags`, and it came without a value.
    #[code(21001, http = 400, retry = "never", message = "No tags were given, add at least one")]
    TagsMissing,
    /// One of the tags exceeds its limit.
    #[code(
        21002,
        http = 400,
        retry = "never",
        message = "One tag is too long, shorten it to 14 characters"
    )]
    TagTooLong,

    // Module 11: accounts.
    /// The parameter `domain` does not have the form of a personal domain.
    #[code(
        21101,
        http = 400,
        retry = "never",
        message = "This personal address is not possible, choose another one"
    )]
    DomainInvalid,
    /// The phone number is bound to another account.
    #[code(
        21102,
        http = 409,
        grpc = "ALREADY_EXISTS",
        retry = "never",
        message = "Another account uses this phone number, give a different one"
    )]
    PhoneTaken,
    /// The account has a phone number already.
    #[code(
        21103,
        http = 409,
        grpc = "ALREADY_EXISTS",
        retry = "never",
        message = "Your account has a phone number, remove it before you add one"
    )]
    PhoneAlreadyBound,
    /// The verifier sent to the phone does not match.
    #[code(
        21104,
        http = 400,
        retry = "never",
        message = "The code sent to your phone is different, enter it again"
    )]
    PhoneVerifierWrong,

    // Module 13: sign-in and OAuth.
    /// The caller could not be authenticated, for no stated reason.
    #[code(
        21301,
        http = 401,
        retry = "never",
        message = "The sign-in did not work, start it again"
    )]
    AuthFailed,
    /// Name and password do not belong together.
    #[code(
        21302,
        http = 401,
        retry = "never",
        message = "Name or password is wrong, type both again"
    )]
    PasswordWrong,
    /// Sign-in by password was tried more often than is allowed.
    #[code(
        21303,
        http = 429,
        retry = "backoff",
        message = "Too many sign-in attempts, wait a while before the next one"
    )]
    PasswordRateLimited,
    /// The parameter `oauth_version` is not 1.0.
    #[code(
        21304,
        http = 400,
        retry = "never",
        message = "The app uses another version of OAuth, update it"
    )]
    OauthVersionRejected,
    /// A parameter that OAuth requires is absent.
    #[code(
        21305,
        http = 400,
        retry = "never",
        message = "The sign-in data is incomplete, add what is missing"
    )]
    OauthParameterMissing,
    /// An OAuth parameter has a value that is not taken.
    #[code(
        21306,
        http = 400,
        retry = "never",
        message = "The sign-in data is not accepted, check each value"
    )]
    OauthParameterRejected,
    /// The parameter `oauth_timestamp` is too far from the platform's clock.
    #[code(
        21307,
        http = 401,
        retry = "never",
        message = "Your clock is wrong, set it and sign in again"
    )]
    OauthTimestampRefused,
    /// The nonce came with an earlier request of the same timestamp.
    #[code(
        21308,
        http = 401,
        retry = "never",
        message = "This sign-in request was used before, start a new one"
    )]
    OauthNonceUsed,
    /// The parameter `oauth_signature_method` names an algorithm that is not taken.
    #[code(
        21309,
        http = 400,
        retry = "never",
        message = "The app signs in a way that is not supported, update it"
    )]
    OauthSignatureMethodRejected,
    /// The signature does not match the request and the secrets.
    #[code(
        21310,
        http = 401,
        retry = "never",
        message = "The request is signed wrongly, check the keys of the app"
    )]
    OauthSignatureInvalid,
    /// No app has this consumer key.
    #[code(
        21311,
        http = 401,
        retry = "never",
        message = "No app is registered under this key, check it"
    )]
    ConsumerKeyUnknown,
    /// The consumer key exists, but is blocked or not valid here.
    #[code(
        21312,
        http = 401,
        retry = "never",
        message = "The key of this app is not accepted, ask its maker"
    )]
    ConsumerKeyRefused,
    /// The parameter `oauth_consumer_key` is absent.
    #[code(
        21313,
        http = 400,
        retry = "never",
        message = "The key of the app is missing, add `oauth_consumer_key`"
    )]
    ConsumerKeyMissing,
    /// A request token was exchanged before, and works only once.
    #[code(
        21314,
        http = 401,
        retry = "never",
        message = "This sign-in has been completed before, start a new one"
    )]
    TokenUsed,
    /// An OAuth 1 token has passed its expiry.
    #[code(21315, http = 401, retry = "never", message = "Your sign-in has run out, sign in again")]
    TokenExpired,
    /// The user or the platform took the token back.
    #[code(
        21316,
        http = 401,
        retry = "never",
        message = "Your sign-in was withdrawn, sign in again"
    )]
    TokenRevoked,
    /// The token is not one that the platform issued for this app.
    #[code(
        21317,
        http = 401,
        retry = "never",
        message = "Your sign-in does not fit this app, sign in again"
    )]
    TokenRejected,
    /// The PIN of the out-of-band flow does not match.
    #[code(21318, http = 401, retry = "never", message = "The PIN is wrong, enter it again")]
    PinWrong,
    /// The user has removed the app from the authorised ones.
    #[code(
        21319,
        http = 401,
        retry = "never",
        message = "You have disconnected this app, connect it again"
    )]
    AuthorizationRevoked,
    /// An OAuth 2 request came over plain HTTP.
    #[code(
        21320,
        http = 403,
        grpc = "FAILED_PRECONDITION",
        retry = "never",
        message = "The connection is not secure, use an address that begins with https"
    )]
    HttpsRequired,
    /// An app that has not been reviewed has as many users as is allowed.
    #[code(
        21321,
        http = 403,
        retry = "never",
        message = "This app takes no more users until it is reviewed, ask its maker"
    )]
    AppUnreviewed,
    /// An OAuth 2 access token has passed its expiry.
    #[code(
        21327,
        http = 401,
        retry = "never",
        message = "The app has lost its access to your account, connect it again"
    )]
    AccessTokenExpired,

    // Module 15: short links and addresses.
    /// The list parameter `urls` is empty.
    #[code(21501, http = 400, retry = "never", message = "No links were given, name at least one")]
    UrlsMissing,
    /// The list parameter `urls` holds more values than the endpoint takes.
    #[code(
        21502,
        http = 400,
        retry = "never",
        message = "Too many links at once, split them into several requests"
    )]
    TooManyUrls,
    /// The parameter `ip` is empty.
    #[code(21503, http = 400, retry = "never", message = "No IP address was given, add `ip`")]
    IpMissing,
    /// The parameter `url` is empty.
    #[code(21504, http = 400, retry = "never", message = "No link was given, add `url`")]
    UrlMissing,

    // Module 16: notices.
    /// Only administrators may send notices.
    #[code(
        21601,
        http = 403,
        retry = "never",
        message = "You may not send notices, ask an administrator"
    )]
    NoticeNotPermitted,
    /// The notice contains a word of the platform's word list.
    #[code(
        21602,
        http = 400,
        retry = "never",
        message = "The notice contains a forbidden word, change it"
    )]
    NoticeWordForbidden,
    /// The app has sent as many notices as the current period allows.
    #[code(
        21603,
        http = 429,
        retry = "backoff",
        message = "This app has sent too many notices, wait a while"
    )]
    NoticeRateLimited,

    // Module 17: reminders.
    /// The caller lacks the right to change reminders.
    #[code(
        21701,
        http = 403,
        retry = "never",
        message = "You may not change reminders, ask for the right to do so"
    )]
    ReminderNotPermitted,
    /// There is no such category of reminders.
    #[code(
        21702,
        http = 400,
        retry = "never",
        message = "There is no such kind of reminder, choose another one"
    )]
    ReminderCategoryInvalid,
    /// A reminder cannot be given this status.
    #[code(
        21703,
        http = 400,
        retry = "never",
        message = "A reminder cannot be set to this status, choose another one"
    )]
    ReminderStatusInvalid,

    // Module 19: places.
    /// Latitude, longitude or address cannot be understood.
    #[code(
        21901,
        http = 400,
        retry = "never",
        message = "The place cannot be found from this, check the coordinates"
    )]
    PlaceInvalid,
}
