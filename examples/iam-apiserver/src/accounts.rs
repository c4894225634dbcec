//! Accounts and their secrets in memory: enough of a service to raise codes of its own and shared ones.

use std::collections::{BTreeMap, BTreeSet};

use iam_common::AuthError;

use crate::{ApiError, SecretError, UserError};

/// How many secrets a user may own.
const MOST_SECRETS: usize = 10;

/// The users of the service, by name.
#[derive(Debug, Default)]
pub struct Accounts {
    users: BTreeMap<String, User>,
}

#[derive(Debug)]
struct User {
    password: String,
    secrets: BTreeSet<String>,
}

impl Accounts {
    /// Adds a user.
    ///
    /// # Errors
    /// [`UserError::ErrUserAlreadyExist`]
    pub fn add(&mut self, name: &str, password: &str) -> Result<(), ApiError> {
        if self.users.contains_key(name) {
            return Err(UserError::ErrUserAlreadyExist.into());
        }
        let user = User { password: password.to_owned(), secrets: BTreeSet::new() };
        self.users.insert(name.to_owned(), user);
        Ok(())
    }

    /// Lets a user in.
    ///
    /// # Errors
    /// [`UserError::ErrUserNotFound`], [`AuthError::ErrPasswordIncorrect`]
    pub fn sign_in(&self, name: &str, password: &str) -> Result<(), ApiError> {
        let user = self.users.get(name).ok_or(UserError::ErrUserNotFound)?;
        if user.password == password { Ok(()) } else { Err(AuthError::ErrPasswordIncorrect.into()) }
    }

    /// Gives a user a secret.
    ///
    /// # Errors
    /// [`UserError::ErrUserNotFound`], [`SecretError::ErrReachMaxCount`]
    pub fn add_secret(&mut self, name: &str, secret: &str) -> Result<(), ApiError> {
        let user = self.users.get_mut(name).ok_or(UserError::ErrUserNotFound)?;
        if user.secrets.len() == MOST_SECRETS {
            return Err(SecretError::ErrReachMaxCount.into());
        }
        user.secrets.insert(secret.to_owned());
        Ok(())
    }

    /// Takes a secret from a user.
    ///
    /// # Errors
    /// [`UserError::ErrUserNotFound`], [`SecretError::ErrSecretNotFound`]
    pub fn remove_secret(&mut self, name: &str, secret: &str) -> Result<(), ApiError> {
        let user = self.users.get_mut(name).ok_or(UserError::ErrUserNotFound)?;
        if user.secrets.remove(secret) {
            Ok(())
        } else {
            Err(SecretError::ErrSecretNotFound.into())
        }
    }
}
