import type { desk as zh, deskRefusals as zhRefusals } from '../zh-CN/desk.ts'

export const desk: Record<keyof typeof zh, string> = {}

export const deskRefusals: Record<keyof typeof zhRefusals, string> = {
  'handling.wrong_state': 'This item has moved on and cannot be treated this way. Refresh to see where it stands.',
  'handling.adopted': 'An adopted item cannot be treated this way: “{title}”. Ask the second reviewer to revoke the adoption first.',
  'handling.in_piece': 'This item is already in the piece “{title}” ({editorName}). Open that piece, or take the item out of it first.',
  'handling.already_received': '{receivedByName} of {officeName} has received it, so it cannot be withdrawn. Phone the office, or send a follow-up that corrects it.',
  'handling.tampered': 'The text is not the text that was signed, so it was not accepted. The unit must check it, have it signed again and send it again.',
  'handling.unknown_key': 'The signing key ({keyId}) is not known here, so the item was not accepted. Ask the system administrator to check it.',
  'handling.not_signed_by_unit': 'The sign-off is not that of “{unitName}”, so the item was not accepted. Have the unit’s own head sign it.',
  'handling.secrecy_mark': 'The text carries the secrecy mark “{mark}”. Classified matter must not be handled here: use the classified channel.',
  'handling.source_missing': 'Choose the unit it came from, or write its name.',
  'piece.wrong_state': 'This piece has moved on and cannot be treated this way. Refresh to see where it stands.',
  'piece.select_two': 'A merge needs at least two items. Select one more.',
  'piece.adopted_cannot_merge': 'An adopted text cannot be merged: “{title}”. Revoke the adoption first, or leave it out.',
  'piece.not_merged': 'This piece is not merged, so there is nothing to take apart.',
  'piece.in_issue': 'An adopted or published text cannot be taken apart. Take it out of the issue and revoke the adoption first.',
  'piece.other_office': 'Items received by different offices cannot be merged. Choose items of one inbox.',
  'piece.sources_incomplete': 'These are not the sources of the piece; someone may have changed them. Refresh and set them again.',
  'piece.needs_lead': 'At least one source must lead. Set one of them to “lead”.',
  'piece.title_missing': 'The title is empty. Write a title before handing it on.',
  'piece.title_too_long': 'The title is longer than {limit} characters. Shorten it before handing it on.',
  'piece.too_long': 'The merged text would be longer than {limit} characters. Choose fewer items, or shorten them first.',
}
