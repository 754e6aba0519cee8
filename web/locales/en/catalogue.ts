import type { catalogue as zh } from '../zh-CN/catalogue.ts'

export const catalogue: Record<keyof typeof zh, string> = {
  title: 'Lists', hint: 'Categories, reasons, deadlines. An entry no longer in use is not offered; what was written with it keeps its name.',
  lists: 'Lists', owner: 'For', whole_node: 'Whole system', code: 'Code', code_hint: 'Letters and digits; it never changes.', name: 'Name',
  name_en: 'English name', note: 'Note', add: 'New entry', add_title: 'New entry in “{list}”', edit: 'Edit', edit_title: 'Edit “{name}”',
  override: 'Use our own', override_title: 'Our own “{name}”', override_hint: 'Your office then uses its own entry; that of the whole system stays.',
  activate: 'Use again', deactivate: 'Stop using', up: 'Move {name} up', down: 'Move {name} down', inherited: 'System', own: 'Own',
  overrides: 'Own instead', inactive: 'Not in use', source: 'From', state: 'State', active: 'In use', acts: 'Acts', order: 'Order', save: 'Save',
  saved: 'Saved.', empty: 'No entries in this list.',
  not_yours: 'You can only look; chief editors keep the lists of their office, system administrators those of the whole system.',
  list_category: 'Categories', list_genre: 'Genres', list_urgency: 'Urgencies', list_classification: 'Classifications',
  list_returnReason: 'Reasons to return', list_rejectReason: 'Reasons to reject', list_declineReason: 'Reasons to decline',
  list_holdReason: 'Reasons to hold', list_sendBackReason: 'Reasons to send back', list_voidReason: 'Reasons to void',
  list_adoptionMode: 'Modes of adoption', list_publicationKind: 'Kinds of publication', list_channel: 'Channels', field_article: 'Article',
  field_parts: 'Parts (separated by 、)', field_reviewHours: 'Hours to review', field_signHours: 'Hours to sign',
  field_receiveHours: 'Hours to receive', field_handleHours: 'Hours to handle', field_rank: 'Rank (0 lowest)', field_mayResend: 'May be sent again',
  yes: 'Yes', no: 'No',
}
