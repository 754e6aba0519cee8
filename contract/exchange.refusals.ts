/** Refusals of exchange: code → HTTP status. */
export const exchangeRefusals = {
  'node.not_listening': 409, // no address for nodes below is set
  'node.unit_taken': 409, // data.name: another node serves this unit or one around it
  'node.unit_is_here': 422, // the unit is this node's own
  'node.already_enrolled': 409, // data.name
  'node.bad_invitation': 422,
  'node.invitation_over': 409, // expired, used, withdrawn or not yet approved
  'node.upper_unreachable': 502, // data.reason
  'node.upper_refused': 409, // data.code
  'node.wrong_fingerprint': 422,
  'node.same_person': 409, // data.name: the other administrator must do it
  'node.wrong_state': 409, // data.state
  'node.not_enrolled': 409,
  'line.already_paused': 409,
  'line.not_paused': 409,
  'line.no_alarm': 409,
  'line.not_sent_yet': 409,
  'line.stopped': 409,
  'line.nothing_to_show': 409,
  'line.wrong_file': 422,
  'line.foreign_file': 422, // data.from, data.to: codes of nodes
  'key.not_active': 409, // data.state
} as const satisfies Record<string, number>
