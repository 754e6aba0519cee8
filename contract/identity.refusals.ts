/** Refusals of identity: code → HTTP status. */
export const identityRefusals = {
  'identity.wrong_password': 401, // also for a login that does not exist: the answer is the same
  'identity.locked': 423, // data.minutes
  'identity.disabled': 403, // only told to who knows the password
  'identity.no_post': 403,
  'identity.must_change_password': 403,
  'identity.must_add_second_factor': 403,
  'identity.wrong_code': 401,
  'identity.sign_in_step_over': 401, // the five minutes for the second factor are over
  'identity.passkey_refused': 401,
  'identity.passkeys_unavailable': 409, // nobody has said under which address this system is reached
  'identity.last_factor': 409,
  'identity.address_refused': 403, // data.address
  'identity.address_wrong': 422, // data.address
  'identity.own_address_missing': 409, // data.address
  'identity.session_needed': 403, // an access token cannot do this
  'identity.password_too_short': 422, // data.min
  'identity.password_too_plain': 422, // data.min: of the four kinds of characters
  'identity.password_holds_login': 422,
  'identity.password_common': 422,
  'identity.password_used_before': 422, // data.count
  'identity.login_taken': 409,
  'identity.has_account': 409,
  'identity.own_account': 409,
  'identity.wrong_state': 409, // data.status
  'identity.link_invalid': 410,
  'identity.unit_needed': 422,
  'identity.oidc_unavailable': 503, // off, or the provider cannot be reached
  'identity.oidc_refused': 401,
  'identity.oidc_no_account': 403,
  'identity.oidc_not_for_administrators': 403,
  'identity.oidc_issuer_wrong': 422,
  'identity.token_too_long': 422, // data.max
} as const satisfies Record<string, number>
