import type { assessmentRefusals as codes } from '../../../contract/assessment.refusals.ts'
import type { assessment as zh } from '../zh-CN/assessment.ts'

export const assessment: Record<keyof typeof zh, string> = {
  menu_scores: 'Our points',
}

/** A sentence for each refusal of this module: it says what to do. */
export const assessmentRefusals: Record<keyof typeof codes, string> = {
  'scheme.wrong_status': 'The scheme has moved on meanwhile. Reload the page and look again.',
  'scheme.own_draft': 'Who drafted a scheme may not approve it. Ask the chief editor.',
  'scheme.incomplete': 'The scheme is not complete: {problems}. Complete it before the try-out.',
  'scheme.bad_dates': 'The day must be after {from}, when the scheme in force began. Choose another day.',
  'scheme.none_in_force': 'No scheme is in force on {day}. Put one in force first.',
  'scheme.unreadable': 'This file is not a scheme, or is damaged ({reason}). Choose a file exported by this system.',
  'scheme.unknown_template': 'There is no such example. Reload the page and choose again.',
  'fact.wrong_status': 'This entry has been decided already. Reload the page and look again.',
  'fact.own_entry': 'Who made an entry may not confirm it. Ask a second person.',
  'fact.evidence_missing': 'Attach the evidence: a scan or photo of the publication, directive or notice.',
  'fact.points_out_of_range': 'Points must be between {from} and {to}. Correct them.',
  'fact.unknown_unit': '“{name}” is not scored by this office. Choose another unit.',
  'period.wrong_status': 'The period has moved on meanwhile. Reload the page and look again.',
  'period.exists': '“{name}” is being settled already. Open it in the list.',
  'period.not_over': 'The period ends on {endsOn}. Post it after that day.',
  'period.comments_open': 'Units may comment until {until}. Close the period after that day.',
  'period.pending_entries': '{count} entries are not confirmed yet. Confirm them or take them back first.',
  'period.bad_days': 'These days do not fit. Choose again.',
  'amendment.wrong_status': 'This correction has been decided already. Reload the page and look again.',
  'amendment.own_entry': 'Who entered a correction may not confirm it. Ask a second person.',
  'appeal.wrong_status': 'This appeal has been answered. Reload the page and look again.',
  'bulletin.wrong_status': 'The bulletin has moved on meanwhile. Reload the page and look again.',
  'bulletin.own_text': 'Who edited the bulletin last may not sign it. Ask a second person.',
  'bulletin.no_units': 'There is nobody to send it to: no unit is ranked in this period.',
  'commendation.wrong_status': 'The awards are decided already or not prepared yet. Reload the page and look again.',
  'commendation.nothing_chosen': 'No unit and no person is chosen yet. Set the quotas first.',
}
