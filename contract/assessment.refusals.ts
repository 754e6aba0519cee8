/** Refusals of assessment: code → HTTP status. */
export const assessmentRefusals = {
  'scheme.wrong_status': 409, // data.status, data.action
  'scheme.own_draft': 403, // who wrote it may not approve it
  'scheme.incomplete': 422, // data.problems: sentences
  'scheme.bad_dates': 422, // data.from: it must begin after the one in force
  'scheme.none_in_force': 409, // data.day
  'scheme.unreadable': 422, // data.reason: the file is not a scheme
  'scheme.unknown_template': 422,
  'fact.wrong_status': 409, // data.status
  'fact.own_entry': 403, // who entered it may not confirm it
  'fact.evidence_missing': 422,
  'fact.points_out_of_range': 422, // data.from, data.to
  'fact.unknown_unit': 422, // data.name
  'period.wrong_status': 409, // data.status, data.action
  'period.exists': 409, // data.name
  'period.not_over': 409, // data.endsOn
  'period.comments_open': 409, // data.until
  'period.pending_entries': 409, // data.count
  'period.bad_days': 422,
  'amendment.wrong_status': 409, // data.status
  'amendment.own_entry': 403,
  'appeal.wrong_status': 409, // data.status
  'bulletin.wrong_status': 409, // data.status, data.action
  'bulletin.own_text': 403, // who edited it may not sign it
  'bulletin.no_units': 422,
  'commendation.wrong_status': 409, // data.status
  'commendation.nothing_chosen': 422,
} as const satisfies Record<string, number>
