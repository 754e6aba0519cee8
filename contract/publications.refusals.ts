/** Refusals of publications: code → HTTP status. */
export const publicationsRefusals = {
  'publication.name_taken': 409, // data.name
  'publication.inactive': 409, // data.name
  'publication.column_unknown': 422,
  'publication.column_in_use': 409, // data.name
  'publication.number_used': 409, // data.least: the last number issued here, data.of: number, serial or supplement
  'publication.total_too_small': 422,
  'publication.year_over': 409, // data.year
  'tier.name_taken': 409, // data.name
  'tier.in_use': 409, // data.publications
  'adoption.wrong_status': 409, // data.status: the piece is not waiting for adoption
  'adoption.already_there': 409, // data.publicationName
  'adoption.in_issue': 409, // data.issueLabel: take it out of the issue, or void the issue first
  'adoption.not_available': 409, // data.title: already placed in another issue, or revoked
  'issue.wrong_status': 409, // data.status, data.action
  'issue.not_ready': 422, // data.problems: IssueProblem[]
  'issue.own_issue': 403, // who composed it may not sign it
  'issue.no_recipients': 422, // choose a tier with members first
  'issue.empty': 422,
  'issue.corrected_already': 409, // data.label
  'issue.all_read': 409,
  'issue.urged_today': 409, // data.at
  'result.evidence_missing': 422,
  'result.not_forwarded': 409, // data.title
  'result.revoked': 409,
  'result.table_headings': 422, // data.columns
  'result.table_empty': 422,
  'result.table_too_long': 422, // data.limit
  'copy.none_free': 409, // data.free, data.wanted
  'copy.wrong_status': 409, // data.mark, data.status
  'issue.voided': 410, // recalled: its text is no longer given out
} as const satisfies Record<string, number>
