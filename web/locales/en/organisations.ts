import type { organisations as zh } from '../zh-CN/organisations.ts'
import type { organisationsRefusals as codes } from '../../../contract/organisations.refusals.ts'

export const organisations: Record<keyof typeof zh, string> = {
  pick_unit: 'Choose a unit',
  pick_units: 'Choose units',
  pick_person: 'Type a name',
  pick_nothing: 'Nothing found, try another word',
  type_to_search: 'Type one or two characters of the name',
}

export const organisationsRefusals: Record<keyof typeof codes, string> = {
  'unit.code_taken': 'Code {code} belongs to “{name}”. Use another code.',
  'unit.ended': '“{name}” ended on {validTo}. Choose a unit that still exists.',
  'unit.effective_in_future': 'The effective day has not come. Do this on that day or later.',
  'unit.effective_too_early': 'The effective day must be later than {after} (founding or the last change of this kind). Choose another day.',
  'unit.move_into_itself': 'A unit cannot move under itself or a unit below it. Choose another superior.',
  'unit.merge_into_itself': 'A unit cannot merge into itself or a unit below it. Choose another unit.',
  'unit.is_top': 'The top unit cannot be moved, merged or abolished.',
  'unit.has_children': '{count} units are still below it ({names}). Move, merge or abolish them first.',
  'unit.has_posts': '{count} people still hold posts there ({names}). Transfer them or end their posts first.',
  'person.no_post': 'This person holds no post now. Add a post first.',
  'person.same_in_unit': '{unitName} already has “{name}” with the same mobile. If it is someone else, enter a different mobile.',
  'post.ended': 'This post has ended and cannot be changed. Add a new post instead.',
  'post.too_early': 'The day must be later than {after}, when the post began. Choose another day.',
  'grant.separate_admins': 'The three administrators are three people: this person is already {held} and cannot be {wanted}. Give it to someone else.',
  'grant.admin_and_business': 'Administration and business are kept apart: this person holds {held} and cannot be {wanted}. Give it to someone else, or take the other role back first.',
  'grant.already_held': '{name} already holds this role in that time.',
  'grant.to_self': 'You cannot give yourself a role. Ask another security administrator.',
  'grant.ended': 'This grant has ended or was taken back. Reload the page.',
  'grant.bad_dates': 'The last day may not be before the first day or before today. Correct the dates.',
  'delegation.not_delegable': 'Only the right to sign can be delegated.',
  'delegation.not_yours': 'You can only delegate a role of your own; a delegated one cannot be passed on.',
  'delegation.to_self': 'You cannot delegate to yourself. Choose someone else.',
  'delegation.other_unit': '{name} holds no post in {unitName}. Choose someone of that unit.',
  'delegation.outlives_grant': 'Your role ends on {validTo}; the delegation cannot last longer. Choose an earlier day.',
  'import.empty': 'The file has no rows. Check that it is the right file.',
  'import.too_many_rows': 'At most {limit} rows at a time. Split the file.',
  'import.not_text': 'The file is not CSV text. Save it as CSV in WPS or Excel and try again.',
  'import.broken_csv': 'A quote near line {line} is not closed. Correct it and try again.',
  'import.missing_columns': 'Missing columns: {columns}. Use the header of an exported file.',
  'import.bad_rows': '{count} rows cannot be imported. Correct them, or choose “Import good rows only”.',
}
