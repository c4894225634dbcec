//! Which codes the accounts raise. `cargo errcode coverage --run` counts them as tested.

use errcode::ErrorCode;
use iam_apiserver::{Accounts, ApiError, SecretError, UserError};
use iam_common::AuthError;

fn ann() -> Accounts {
    let mut accounts = Accounts::default();
    accounts.add("ann", "correct horse").unwrap();
    accounts
}

#[track_caller]
fn check(result: Result<(), ApiError>, expected: errcode::Code) {
    assert_eq!(result.map_err(|error| error.code()), Err(expected));
}

#[test]
fn names_are_taken_once() {
    check(ann().add("ann", "other"), UserError::ERR_USER_ALREADY_EXIST);
}

#[test]
fn who_may_sign_in() {
    let accounts = ann();
    accounts.sign_in("ann", "correct horse").unwrap();
    check(accounts.sign_in("bob", "correct horse"), UserError::ERR_USER_NOT_FOUND);
    check(accounts.sign_in("ann", "wrong"), AuthError::ERR_PASSWORD_INCORRECT);
}

#[test]
fn secrets_have_a_limit() {
    let mut accounts = ann();
    for number in 0..10 {
        accounts.add_secret("ann", &number.to_string()).unwrap();
    }
    check(accounts.add_secret("ann", "10"), SecretError::ERR_REACH_MAX_COUNT);
    accounts.remove_secret("ann", "3").unwrap();
    check(accounts.remove_secret("ann", "3"), SecretError::ERR_SECRET_NOT_FOUND);
}
