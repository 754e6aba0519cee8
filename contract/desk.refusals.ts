/** Refusals of desk: code → HTTP status. */
export const deskRefusals = {
  'handling.wrong_state': 409, // data.status, data.action
  'handling.adopted': 409, // data.title
  'handling.in_piece': 409, // data.title, data.pieceId, data.editorName
  'handling.already_received': 409, // data.officeName, data.receivedByName
  'handling.tampered': 422,
  'handling.unknown_key': 422, // data.keyId
  'handling.not_signed_by_unit': 422, // data.unitName
  'handling.secrecy_mark': 422, // data.mark
  'handling.source_missing': 422,
  'piece.wrong_state': 409, // data.status, data.action
  'piece.select_two': 422,
  'piece.adopted_cannot_merge': 409, // data.title
  'piece.not_merged': 409,
  'piece.in_issue': 409,
  'piece.other_office': 422,
  'piece.sources_incomplete': 422,
  'piece.needs_lead': 422,
  'piece.not_a_source': 409,
  'piece.passage_not_in_source': 422, // data.title
  'piece.passage_gone': 409,
  'piece.comment_resolved': 409, // data.name
  'piece.title_missing': 422,
  'piece.title_too_long': 422, // data.limit
  'piece.too_long': 422, // data.limit
  'inbox.too_many_views': 422, // data.limit
  'handling.nobody_to_ask': 409, // a back entry, or the unit has ended
} as const satisfies Record<string, number>
