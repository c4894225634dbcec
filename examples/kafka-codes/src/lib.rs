//! The error codes of the Kafka protocol as one enum: -1 and 1 to 133 (0 means success there).
//!
//! Numbers, names and the retry advice are the protocol's; HTTP and gRPC statuses are our choice,
//! for services that answer with a failure of Kafka. No client is here, and no decoding of frames.

#![forbid(unsafe_code)]

use errcode::ErrorCode;

/// Codes of the Kafka protocol.
#[derive(Debug, ErrorCode)]
#[non_exhaustive]
pub enum KafkaError {
    /// The broker met a failure that has no code of its own; only its log tells more.
    #[code(
        -1,
        http = 500,
        grpc = "UNKNOWN",
        retry = "never",
        message = "Kafka failed for an unknown reason, contact the operator of the cluster"
    )]
    UnknownServerError,
    /// A fetch began before the first or after the last offset of the log.
    #[code(
        1,
        http = 400,
        grpc = "OUT_OF_RANGE",
        retry = "never",
        message = "No records exist at this position, restart from the oldest or the newest"
    )]
    OffsetOutOfRange,
    /// The batch arrived damaged: wrong checksum, wrong size, or no key where compaction needs one.
    #[code(2, http = 500, retry = "backoff", message = "The record arrived damaged, send it again")]
    CorruptMessage,
    /// The broker has no such topic or partition, perhaps because its metadata is still on the way.
    #[code(
        3,
        http = 404,
        retry = "backoff",
        message = "This topic or partition is not known here, check its name or try again soon"
    )]
    UnknownTopicOrPartition,
    /// A fetch asked for a negative or otherwise impossible number of bytes.
    #[code(
        4,
        http = 400,
        retry = "never",
        message = "The amount of data asked for is not possible, choose another size"
    )]
    InvalidFetchSize,
    /// An election is running, and the partition has nobody to lead it until it ends.
    #[code(
        5,
        http = 503,
        retry = "backoff",
        message = "The partition is changing hands, try again in a moment"
    )]
    LeaderNotAvailable,
    /// The client's metadata is old: another broker leads the partition now.
    #[code(
        6,
        http = 503,
        retry = "backoff",
        message = "Another server is in charge of this partition, look it up and try again"
    )]
    NotLeaderForPartition,
    /// The broker gave up before it could answer; a write may have been stored all the same.
    #[code(7, http = 504, retry = "backoff", message = "Kafka took too long to answer, try again")]
    RequestTimedOut,
    /// Tools see this code where a broker is down; ordinary clients do not.
    #[code(8, http = 503, retry = "backoff", message = "The Kafka server is down, try again later")]
    BrokerNotAvailable,
    /// A replica was expected on this broker and is not there, or not yet.
    #[code(
        9,
        http = 503,
        retry = "backoff",
        message = "This copy of the partition is not ready, try again later"
    )]
    ReplicaNotAvailable,
    /// The batch exceeds `max.message.bytes` of the topic.
    #[code(
        10,
        http = 413,
        grpc = "INVALID_ARGUMENT",
        retry = "never",
        message = "The record is too large for this topic, make it smaller"
    )]
    MessageTooLarge,
    /// A request between brokers came from a controller that has been replaced.
    #[code(
        11,
        http = 409,
        retry = "never",
        message = "The cluster has a new controller, look it up before you go on"
    )]
    StaleControllerEpoch,
    /// The free text stored beside an offset exceeds `offset.metadata.max.bytes`.
    #[code(
        12,
        http = 413,
        grpc = "INVALID_ARGUMENT",
        retry = "never",
        message = "The note attached to the saved position is too long, shorten it"
    )]
    OffsetMetadataTooLarge,
    /// The connection closed while an answer was due.
    #[code(
        13,
        http = 503,
        retry = "backoff",
        message = "The connection to Kafka was lost, try again"
    )]
    NetworkException,
    /// The coordinator is reading its state back from the log after it took over.
    #[code(
        14,
        http = 503,
        retry = "backoff",
        message = "The group is being prepared, try again in a moment"
    )]
    CoordinatorLoadInProgress,
    /// The topic that holds the coordinator's state has not been created, or has no leader.
    #[code(
        15,
        http = 503,
        retry = "backoff",
        message = "Nobody coordinates this group right now, try again later"
    )]
    CoordinatorNotAvailable,
    /// The group or transaction has moved to the coordinator on another broker.
    #[code(
        16,
        http = 503,
        retry = "backoff",
        message = "Another server coordinates this group, look it up and try again"
    )]
    NotCoordinator,
    /// The name breaks the rules for names, or the topic is one that only brokers write.
    #[code(
        17,
        http = 400,
        retry = "never",
        message = "This topic cannot be used like that, check its name"
    )]
    InvalidTopicException,
    /// The batch does not fit one segment of the log (`segment.bytes`).
    #[code(
        18,
        http = 413,
        grpc = "INVALID_ARGUMENT",
        retry = "never",
        message = "The batch is too large to be stored, send fewer records at once"
    )]
    RecordListTooLarge,
    /// Nothing was written, as the replicas in sync are below `min.insync.replicas`.
    #[code(
        19,
        http = 503,
        retry = "backoff",
        message = "Too few copies are up to accept this record, try again later"
    )]
    NotEnoughReplicas,
    /// The leader has the records, but replicas fell out of sync while they were being copied.
    #[code(
        20,
        http = 503,
        retry = "backoff",
        message = "The record was stored with too few copies, send it again"
    )]
    NotEnoughReplicasAfterAppend,
    /// `acks` was something other than 0, 1 or -1.
    #[code(
        21,
        http = 400,
        retry = "never",
        message = "The setting `acks` must be 0, 1 or all, correct it"
    )]
    InvalidRequiredAcks,
    /// The member speaks for a generation of the group that is over.
    #[code(
        22,
        http = 409,
        retry = "never",
        message = "The group has moved on without this consumer, join it again"
    )]
    IllegalGeneration,
    /// The member shares no assignment protocol with the group, or offered none at all.
    #[code(
        23,
        http = 409,
        grpc = "FAILED_PRECONDITION",
        retry = "never",
        message = "This consumer does not fit the group, give all members the same strategy"
    )]
    InconsistentGroupProtocol,
    /// The group id is empty or absent.
    #[code(
        24,
        http = 400,
        retry = "never",
        message = "The name of the group is not allowed, correct it"
    )]
    InvalidGroupID,
    /// The group has no such member, often because its session ran out.
    #[code(
        25,
        http = 404,
        retry = "never",
        message = "The group does not know this consumer, join it again"
    )]
    UnknownMemberID,
    /// The session timeout lies outside what the broker permits.
    #[code(
        26,
        http = 400,
        retry = "never",
        message = "The session timeout is too short or too long, choose another one"
    )]
    InvalidSessionTimeout,
    /// Members are coming or going; each has to join again to get its partitions.
    #[code(
        27,
        http = 409,
        retry = "never",
        message = "The group is sharing out its work anew, join it again"
    )]
    RebalanceInProgress,
    /// The commit as a whole is larger than the broker stores.
    #[code(
        28,
        http = 400,
        retry = "never",
        message = "The position cannot be saved in this form, save less at once"
    )]
    InvalidCommitOffsetSize,
    /// No ACL lets the principal do this to one or more of the topics.
    #[code(
        29,
        http = 403,
        retry = "never",
        message = "You have no access to this topic, ask its owner for it"
    )]
    TopicAuthorizationFailed,
    /// No ACL lets the principal do this to the group.
    #[code(
        30,
        http = 403,
        retry = "never",
        message = "You have no access to this group, ask its owner for it"
    )]
    GroupAuthorizationFailed,
    /// No ACL lets the principal do this to the cluster as a whole.
    #[code(
        31,
        http = 403,
        retry = "never",
        message = "You may not administer this cluster, ask its operator"
    )]
    ClusterAuthorizationFailed,
    /// The record's time is further from the broker's clock than the topic tolerates.
    #[code(
        32,
        http = 400,
        retry = "never",
        message = "The time of the record is not plausible, check your clock"
    )]
    InvalidTimestamp,
    /// The listener offers other SASL mechanisms; the answer to the handshake lists them.
    #[code(
        33,
        http = 401,
        retry = "never",
        message = "This way of signing in is not offered here, choose another one"
    )]
    UnsupportedSaslMechanism,
    /// A request came before, or in the middle of, the SASL exchange it has to wait for.
    #[code(
        34,
        http = 412,
        retry = "never",
        message = "The sign-in steps came in the wrong order, connect again"
    )]
    IllegalSaslState,
    /// The broker does not speak the version of the request that the client chose.
    #[code(
        35,
        http = 501,
        retry = "never",
        message = "Client and server are too far apart in version, update the older one"
    )]
    UnsupportedVersion,
    /// The name is taken by a live topic, or by one that is still being deleted.
    #[code(
        36,
        http = 409,
        grpc = "ALREADY_EXISTS",
        retry = "never",
        message = "This topic name is taken, choose another one"
    )]
    TopicAlreadyExists,
    /// Zero partitions were asked for, or fewer than the topic already has.
    #[code(
        37,
        http = 400,
        retry = "never",
        message = "A topic needs at least one partition, raise the number"
    )]
    InvalidPartitions,
    /// More replicas were asked for than there are brokers, or none.
    #[code(
        38,
        http = 400,
        retry = "never",
        message = "So many copies are not possible here, choose another number"
    )]
    InvalidReplicationFactor,
    /// The manual assignment names unknown brokers, has gaps, or repeats a broker.
    #[code(
        39,
        http = 400,
        retry = "never",
        message = "The copies cannot be placed like that, check the list of servers"
    )]
    InvalidReplicaAssignment,
    /// A key or value among the configuration entries is not accepted.
    #[code(
        40,
        http = 400,
        retry = "never",
        message = "One of the settings is not accepted, check its name and value"
    )]
    InvalidConfig,
    /// Only the active controller may do this, and the request reached another broker.
    #[code(
        41,
        http = 503,
        retry = "backoff",
        message = "Another server controls this cluster, look it up and try again"
    )]
    NotController,
    /// The fields of the request contradict each other, or the protocol.
    #[code(
        42,
        http = 400,
        retry = "never",
        message = "Kafka could not make sense of the request, update the client"
    )]
    InvalidRequest,
    /// The log is kept in an old record format that lacks what the request needs.
    #[code(
        43,
        http = 501,
        retry = "never",
        message = "The topic is stored in a form too old for this, ask for an upgrade"
    )]
    UnsupportedForMessageFormat,
    /// A `create.topic.policy` or `alter.config.policy` of the cluster said no.
    #[code(
        44,
        http = 400,
        retry = "never",
        message = "The rules of this cluster forbid these values, ask which ones it permits"
    )]
    PolicyViolation,
    /// An idempotent producer skipped a sequence number, so records in between are missing.
    #[code(
        45,
        http = 409,
        retry = "never",
        message = "Records before this one are missing, restart the producer"
    )]
    OutOfOrderSequenceNumber,
    /// The batch was appended before; producers may take this for success.
    #[code(
        46,
        http = 409,
        grpc = "ALREADY_EXISTS",
        retry = "never",
        message = "The record was stored before, there is nothing left to do"
    )]
    DuplicateSequenceNumber,
    /// The producer's epoch has been superseded.
    #[code(
        47,
        http = 409,
        retry = "never",
        message = "This producer has been superseded, start a new one"
    )]
    InvalidProducerEpoch,
    /// The state of the transaction does not permit the step, such as a commit without a begin.
    #[code(
        48,
        http = 412,
        retry = "never",
        message = "The transaction does not allow this step now, begin a new one"
    )]
    InvalidTxnState,
    /// Producer id and transactional id do not belong together, or the link has expired.
    #[code(
        49,
        http = 412,
        retry = "never",
        message = "This producer does not belong to the transaction, start it again"
    )]
    InvalidProducerIDMapping,
    /// The timeout exceeds what the broker permits for transactions.
    #[code(
        50,
        http = 400,
        retry = "never",
        message = "The transaction timeout is too long, choose a shorter one"
    )]
    InvalidTransactionTimeout,
    /// A step of the same transaction is still under way.
    #[code(
        51,
        http = 409,
        retry = "never",
        message = "The transaction is busy with another step, wait until that has ended"
    )]
    ConcurrentTransactions,
    /// The markers of a transaction came from a coordinator that has lost its role.
    #[code(
        52,
        http = 409,
        retry = "never",
        message = "The transaction is in other hands now, look up who coordinates it"
    )]
    TransactionCoordinatorFenced,
    /// No ACL lets the principal use the transactional id.
    #[code(
        53,
        http = 403,
        retry = "never",
        message = "You have no access to this transaction name, ask its owner for it"
    )]
    TransactionalIDAuthorizationFailed,
    /// The broker runs without an authorizer, so there are no ACLs to work on.
    #[code(
        54,
        http = 501,
        retry = "never",
        message = "Access rules are switched off on this cluster, ask its operator"
    )]
    SecurityDisabled,
    /// An earlier item of the batch failed, and this one was left untouched.
    #[code(
        55,
        http = 409,
        retry = "never",
        message = "This part was skipped as another one failed, correct that one first"
    )]
    OperationNotAttempted,
    /// The disk below the log failed; the broker takes that directory out of use.
    #[code(
        56,
        http = 503,
        retry = "backoff",
        message = "A disk of the Kafka server failed, try again later"
    )]
    KafkaStorageError,
    /// The path is none of the broker's `log.dirs`.
    #[code(
        57,
        http = 404,
        retry = "never",
        message = "The server has no such storage folder, check the path"
    )]
    LogDirNotFound,
    /// The credentials were refused by the SASL exchange.
    #[code(
        58,
        http = 401,
        retry = "never",
        message = "Kafka refused the sign-in, check your credentials"
    )]
    SaslAuthenticationFailed,
    /// The broker has forgotten the producer, as all its records have aged out.
    #[code(
        59,
        http = 404,
        retry = "never",
        message = "The server has forgotten this producer, start a new one"
    )]
    UnknownProducerID,
    /// The partition is already being moved between brokers.
    #[code(
        60,
        http = 409,
        retry = "never",
        message = "The partition is being moved already, wait for the end or cancel the move"
    )]
    ReassignmentInProgress,
    /// The brokers have no secret key configured for delegation tokens.
    #[code(
        61,
        http = 501,
        retry = "never",
        message = "This cluster issues no delegation tokens, sign in another way"
    )]
    DelegationTokenAuthDisabled,
    /// The broker has no token with this HMAC or id.
    #[code(
        62,
        http = 404,
        retry = "never",
        message = "There is no such delegation token, request a new one"
    )]
    DelegationTokenNotFound,
    /// The principal neither owns the token nor may renew it.
    #[code(
        63,
        http = 403,
        retry = "never",
        message = "The delegation token belongs to someone else, use one of your own"
    )]
    DelegationTokenOwnerMismatch,
    /// The connection is not authenticated well enough to ask for tokens.
    #[code(
        64,
        http = 403,
        retry = "never",
        message = "Delegation tokens need a secure sign-in, connect with one first"
    )]
    DelegationTokenRequestNotAllowed,
    /// No ACL lets the principal see or handle the token.
    #[code(
        65,
        http = 403,
        retry = "never",
        message = "You may not handle this delegation token, ask its owner"
    )]
    DelegationTokenAuthorizationFailed,
    /// The token has passed its expiry or its greatest lifetime.
    #[code(
        66,
        http = 401,
        retry = "never",
        message = "The delegation token has run out, request a new one"
    )]
    DelegationTokenExpired,
    /// Principals of this type cannot own or renew a token.
    #[code(
        67,
        http = 400,
        retry = "never",
        message = "This kind of account is not accepted here, use a user account"
    )]
    InvalidPrincipalType,
    /// The group still has members, so it cannot be deleted.
    #[code(
        68,
        http = 412,
        retry = "never",
        message = "The group still has members, stop them first"
    )]
    NonEmptyGroup,
    /// There is no group of this id, or it is of another type.
    #[code(69, http = 404, retry = "never", message = "There is no such group, check its name")]
    GroupIDNotFound,
    /// The broker evicted the incremental fetch session; a full fetch opens a new one.
    #[code(
        70,
        http = 404,
        retry = "backoff",
        message = "The reading session is gone, try again with a new one"
    )]
    FetchSessionIDNotFound,
    /// Client and broker disagree about how far the incremental fetch session has come.
    #[code(
        71,
        http = 409,
        retry = "backoff",
        message = "The reading session is out of step, try again with a new one"
    )]
    InvalidFetchSessionEpoch,
    /// The leader does not expose the listener through which the client connected.
    #[code(
        72,
        http = 503,
        retry = "backoff",
        message = "The server in charge cannot be reached this way, try again later"
    )]
    ListenerNotFound,
    /// The brokers run with `delete.topic.enable=false`.
    #[code(
        73,
        http = 501,
        retry = "never",
        message = "Topics cannot be deleted on this cluster, ask its operator"
    )]
    TopicDeletionDisabled,
    /// The client knows an older leader of the partition than the broker does.
    #[code(
        74,
        http = 409,
        retry = "backoff",
        message = "Your view of the partition is out of date, refresh it and try again"
    )]
    FencedLeaderEpoch,
    /// The broker has not yet heard of the leader that the client already knows.
    #[code(
        75,
        http = 503,
        retry = "backoff",
        message = "The server has not caught up with your request, try again in a moment"
    )]
    UnknownLeaderEpoch,
    /// The records are compressed in a way that the client's request version predates.
    #[code(
        76,
        http = 415,
        grpc = "INVALID_ARGUMENT",
        retry = "never",
        message = "The client cannot read this compression, update it"
    )]
    UnsupportedCompressionType,
    /// The broker has registered again since the request was made.
    #[code(
        77,
        http = 409,
        retry = "never",
        message = "The server has restarted since, look up its current state"
    )]
    StaleBrokerEpoch,
    /// A new leader does not yet know how far the log is safe to read.
    #[code(
        78,
        http = 503,
        retry = "backoff",
        message = "The position cannot be told right now, try again in a moment"
    )]
    OffsetNotAvailable,
    /// The answer carries the id with which the member has to join once more.
    #[code(
        79,
        http = 412,
        retry = "never",
        message = "Join the group again with the member id you were given"
    )]
    MemberIDRequired,
    /// The replica that is listed first is down or not in sync.
    #[code(
        80,
        http = 503,
        retry = "backoff",
        message = "The server meant to lead the partition is not ready, try again later"
    )]
    PreferredLeaderNotAvailable,
    /// The group holds `group.max.size` members.
    #[code(
        81,
        http = 409,
        grpc = "RESOURCE_EXHAUSTED",
        retry = "never",
        message = "The group is full, stop a member or ask for a higher limit"
    )]
    GroupMaxSizeReached,
    /// Another consumer started with the same `group.instance.id`.
    #[code(
        82,
        http = 409,
        retry = "never",
        message = "Another consumer uses the same instance name, give each its own"
    )]
    FencedInstanceID,
    /// No replica that may lead the partition is alive.
    #[code(
        83,
        http = 503,
        retry = "backoff",
        message = "No server can lead the partition right now, try again later"
    )]
    EligibleLeadersNotAvailable,
    /// The partition already has the leader that the election was to bring.
    #[code(
        84,
        http = 412,
        retry = "backoff",
        message = "The right server leads the partition already, nothing needs to change"
    )]
    ElectionNotNeeded,
    /// There was no move of the partition to cancel.
    #[code(
        85,
        http = 412,
        retry = "never",
        message = "The partition is not being moved, there is nothing to cancel"
    )]
    NoReassignmentInProgress,
    /// Offsets of a topic cannot be deleted while members of the group still read it.
    #[code(
        86,
        http = 412,
        retry = "never",
        message = "The group still reads this topic, end its subscription first"
    )]
    GroupSubscribedToTopic,
    /// One record of the batch failed the broker's checks; the answer says which.
    #[code(
        87,
        http = 400,
        retry = "never",
        message = "The record breaks the rules of its topic, correct it"
    )]
    InvalidRecord,
    /// A transaction that is still open has offsets of this group pending.
    #[code(
        88,
        http = 409,
        retry = "backoff",
        message = "The saved position is about to change, try again in a moment"
    )]
    UnstableOffsetCommit,
    /// The client uses more than its quota; the answer says how long to stay quiet.
    #[code(
        89,
        http = 429,
        retry = "backoff",
        message = "You have used up your share for now, wait a little and try again"
    )]
    ThrottlingQuotaExceeded,
    /// A newer producer took over the same transactional id.
    #[code(
        90,
        http = 409,
        retry = "never",
        message = "A newer producer has taken over this transaction name, stop this one"
    )]
    ProducerFenced,
    /// The request names something that does not exist, such as a user without credentials.
    #[code(
        91,
        http = 404,
        retry = "never",
        message = "Something named in the request does not exist, check the names"
    )]
    ResourceNotFound,
    /// The request names the same thing in two of its items.
    #[code(
        92,
        http = 400,
        retry = "never",
        message = "Something is named twice in the request, name it once"
    )]
    DuplicateResource,
    /// The new credential is too weak, for example has too few iterations.
    #[code(
        93,
        http = 400,
        retry = "never",
        message = "This credential is not strong enough, choose a stronger one"
    )]
    UnacceptableCredential,
    /// Sender or receiver is no voter of the quorum, although only voters may exchange this.
    #[code(
        94,
        http = 412,
        retry = "never",
        message = "The servers disagree on who may vote, check their settings"
    )]
    InconsistentVoterSet,
    /// The version asked for a feature lies outside what the brokers support, or is a downgrade.
    #[code(
        95,
        http = 400,
        retry = "never",
        message = "The feature cannot be set to this version, choose another one"
    )]
    InvalidUpdateVersion,
    /// The controller could not store the new feature levels.
    #[code(
        96,
        http = 500,
        retry = "never",
        message = "The features could not be changed, contact the operator of the cluster"
    )]
    FeatureUpdateFailed,
    /// The controller cannot read the principal that a broker attached to a forwarded request.
    #[code(
        97,
        http = 500,
        retry = "never",
        message = "The cluster could not tell who you are, contact its operator"
    )]
    PrincipalDeserializationFailure,
    /// A quorum member asked for a snapshot that has been deleted, or never was.
    #[code(
        98,
        http = 404,
        retry = "never",
        message = "This snapshot does not exist, ask for the newest one"
    )]
    SnapshotNotFound,
    /// The byte position is negative, or behind the end of the snapshot.
    #[code(
        99,
        http = 400,
        grpc = "OUT_OF_RANGE",
        retry = "never",
        message = "The snapshot has no such position, start from its beginning"
    )]
    PositionOutOfRange,
    /// The broker knows no topic of this id, perhaps because its metadata is still on the way.
    #[code(
        100,
        http = 404,
        retry = "backoff",
        message = "This topic id is not known here, refresh it and try again soon"
    )]
    UnknownTopicID,
    /// A live broker holds the same `node.id`.
    #[code(
        101,
        http = 409,
        grpc = "ALREADY_EXISTS",
        retry = "never",
        message = "Another server runs under this number, choose another one"
    )]
    DuplicateBrokerRegistration,
    /// The controller knows no broker of this id.
    #[code(
        102,
        http = 404,
        retry = "never",
        message = "No server runs under this number, check it"
    )]
    BrokerIDNotRegistered,
    /// Topic id and log do not match, as after a topic was deleted and created again.
    #[code(
        103,
        http = 409,
        retry = "backoff",
        message = "The topic has been replaced by another one, refresh it and try again"
    )]
    InconsistentTopicID,
    /// The request is meant for another cluster.
    #[code(
        104,
        http = 400,
        retry = "never",
        message = "You have reached another cluster than you meant, check the address"
    )]
    InconsistentClusterID,
    /// The coordinator has no state for this transactional id.
    #[code(
        105,
        http = 404,
        retry = "never",
        message = "There is no transaction of this name, check it"
    )]
    TransactionalIDNotFound,
    /// One fetch session mixed topic names with topic ids.
    #[code(
        106,
        http = 409,
        retry = "backoff",
        message = "The reading session mixes two ways of naming topics, try again with a new one"
    )]
    FetchSessionTopicIDError,
    /// A replica to be counted as in sync is fenced or shutting down.
    #[code(
        107,
        http = 412,
        retry = "never",
        message = "One of the servers may not hold a copy now, leave it out"
    )]
    IneligibleReplica,
    /// The change was applied, and a new leader was elected in its course.
    #[code(
        108,
        http = 409,
        retry = "never",
        message = "The partition was changed and has a new leader, look it up"
    )]
    NewLeaderElected,
    /// The leader no longer has the offset on its own disk; replicas restore from remote storage.
    #[code(
        109,
        http = 412,
        retry = "never",
        message = "The records have moved to the archive, read them from there"
    )]
    OffsetMovedToTieredStorage,
    /// The group coordinator fenced the member, which owns its partitions no more.
    #[code(
        110,
        http = 409,
        retry = "never",
        message = "This consumer lost its place in the group, give up its work and rejoin"
    )]
    FencedMemberEpoch,
    /// The static member that has this instance id has not left yet.
    #[code(
        111,
        http = 409,
        grpc = "ALREADY_EXISTS",
        retry = "never",
        message = "The instance name is still in use, stop the consumer that has it"
    )]
    UnreleasedInstanceID,
    /// The group's coordinator has no such server-side assignor, or not in this version.
    #[code(
        112,
        http = 400,
        retry = "never",
        message = "The group cannot share out work this way, choose another strategy"
    )]
    UnsupportedAssignor,
    /// The member has not seen its newest epoch; the next heartbeat brings it.
    #[code(
        113,
        http = 409,
        retry = "never",
        message = "This consumer has missed a change of the group, wait for its next update"
    )]
    StaleMemberEpoch,
    /// A request for controllers was sent to a broker, or the reverse.
    #[code(
        114,
        http = 400,
        retry = "never",
        message = "This address is for another kind of request, check the address"
    )]
    MismatchedEndpointType,
    /// The kind of endpoint asked for is unknown to the server.
    #[code(
        115,
        http = 501,
        retry = "never",
        message = "The server does not offer this kind of address, ask for another"
    )]
    UnsupportedEndpointType,
    /// The quorum has no controller of this id.
    #[code(
        116,
        http = 404,
        retry = "never",
        message = "No controller runs under this number, check it"
    )]
    UnknownControllerID,
    /// The set of wanted client metrics has changed; the client has to fetch it anew.
    #[code(
        117,
        http = 404,
        retry = "never",
        message = "The list of wanted measurements has changed, fetch it again"
    )]
    UnknownSubscriptionID,
    /// The pushed metrics exceed `telemetry.max.bytes`.
    #[code(
        118,
        http = 413,
        grpc = "INVALID_ARGUMENT",
        retry = "never",
        message = "The measurements are too large to accept, send fewer at once"
    )]
    TelemetryTooLarge,
    /// The controller turned the broker's registration down, for example for its features.
    #[code(
        119,
        http = 400,
        retry = "never",
        message = "The cluster does not accept this server, check the server's settings"
    )]
    InvalidRegistration,
    /// The transaction failed, but an abort leaves the transactional id usable.
    #[code(
        120,
        http = 409,
        retry = "never",
        message = "The transaction cannot be completed, abort it and begin a new one"
    )]
    TransactionAbortable,
    /// A share consumer acknowledged a record that it no longer holds.
    #[code(
        121,
        http = 412,
        retry = "never",
        message = "The record is not yours to confirm any more, go on with the next"
    )]
    InvalidRecordState,
    /// The broker has evicted the share session, or never had it.
    #[code(
        122,
        http = 404,
        retry = "never",
        message = "The shared reading session is gone, open a new one"
    )]
    ShareSessionNotFound,
    /// Client and broker disagree about how far the share session has come.
    #[code(
        123,
        http = 409,
        retry = "never",
        message = "The shared reading session is out of step, open a new one"
    )]
    InvalidShareSessionEpoch,
    /// Stored state of a share group is newer than the writer's.
    #[code(
        124,
        http = 409,
        retry = "never",
        message = "The state of the shared group has moved on, read it anew"
    )]
    FencedStateEpoch,
    /// Directory id or node id of the voter are not those of the replica that was asked.
    #[code(
        125,
        http = 400,
        retry = "never",
        message = "The voter you named is not the server you reached, check both"
    )]
    InvalidVoterKey,
    /// A voter with this key was added before.
    #[code(
        126,
        http = 409,
        grpc = "ALREADY_EXISTS",
        retry = "never",
        message = "This server has a vote already, there is nothing to add"
    )]
    DuplicateVoter,
    /// The quorum has no voter with this key to remove or update.
    #[code(127, http = 404, retry = "never", message = "This server has no vote, check its number")]
    VoterNotFound,
    /// The broker's engine (RE2/J) does not accept the pattern of the subscription.
    #[code(
        128,
        http = 400,
        retry = "never",
        message = "The pattern for topic names has a mistake, correct it"
    )]
    InvalidRegularExpression,
    /// The client has to forget all it knows and begin with its bootstrap servers.
    #[code(
        129,
        http = 412,
        retry = "never",
        message = "What the client knows of the cluster is too old, connect it anew"
    )]
    RebootstrapRequired,
    /// The broker cannot build the topology that a Streams client described.
    #[code(
        130,
        http = 400,
        retry = "never",
        message = "The stream application is not set up correctly, check its topology"
    )]
    StreamsInvalidTopology,
    /// The topology epoch of a Streams client is none that could follow the group's.
    #[code(
        131,
        http = 400,
        retry = "never",
        message = "The version of the stream application is not possible, check it"
    )]
    StreamsInvalidTopologyEpoch,
    /// The group runs a newer topology than this Streams client.
    #[code(
        132,
        http = 409,
        retry = "never",
        message = "A newer version of the stream application is running, update this one"
    )]
    StreamsTopologyFenced,
    /// The broker keeps as many share sessions as its limit allows.
    #[code(
        133,
        http = 429,
        retry = "backoff",
        message = "Too many shared reading sessions are open, try again later"
    )]
    ShareSessionLimitReached,
}
