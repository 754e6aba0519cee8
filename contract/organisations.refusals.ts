/** Refusals of organisations: code → HTTP status. */
export const organisationsRefusals = {
  'unit.code_taken': 409, // data.code, data.name
  'unit.ended': 409, // data.name, data.validTo
  'unit.effective_in_future': 422,
  'unit.effective_too_early': 422, // data.after
  'unit.move_into_itself': 422,
  'unit.merge_into_itself': 422,
  'unit.is_top': 422,
  'unit.has_children': 409, // data.count, data.names
  'unit.has_posts': 409, // data.count, data.names
  'person.no_post': 409,
  'person.same_in_unit': 409, // data.name, data.unitName
  'post.ended': 409,
  'post.too_early': 422, // data.after
  'grant.separate_admins': 409, // data.held, data.wanted
  'grant.admin_and_business': 409, // data.held, data.wanted
  'grant.already_held': 409, // data.name
  'grant.to_self': 403,
  'grant.ended': 409,
  'grant.bad_dates': 422,
  'delegation.not_delegable': 422,
  'delegation.not_yours': 403,
  'delegation.to_self': 422,
  'delegation.other_unit': 422, // data.name, data.unitName
  'delegation.outlives_grant': 422, // data.validTo
  'import.empty': 422,
  'import.too_many_rows': 422, // data.limit
  'import.not_text': 422,
  'import.broken_csv': 422, // data.line
  'import.missing_columns': 422, // data.columns
  'import.bad_rows': 422, // data.count
} as const satisfies Record<string, number>
