import type { RefusalCode } from '../../../contract/refusals.ts'
import type { wording as zh } from '../zh-CN/wording.ts'

export const wording: Record<keyof typeof zh, string> = {
  title: 'Word lists',
  hint: 'Sensitive words, mistakes and classification marks. Texts are checked when written, pasted, imported, received and at the secrecy review; a saved list takes effect at once.',
  new_list: 'New list',
  none: 'There is no list yet.',
  name: 'Name of the list',
  kind: 'Kind',
  kind_sensitive: 'Sensitive',
  kind_mistaken: 'Mistakes',
  kind_mark: 'Classification marks',
  effect: 'When found',
  effect_stop: 'Stop',
  effect_warn: 'Warn',
  effect_stop_hint: 'Stop: a text with such a word is not kept; only the fact is recorded.',
  effect_warn_hint: 'Warn: the passages are marked before the review and at the secrecy review, and recorded with it.',
  active: 'In use',
  inactive: 'Not in use',
  word_count: '{count} words',
  words: 'Words ({count})',
  words_hint:
    'One a line, two characters at least; write “wrong → right” to give advice. Spaces, width and case do not matter.',
  bad_lines: 'Lines {lines}: a word has 2 to 60 characters, the advice at most 100.',
  import: 'Import a text file',
  imported: '{count} new words read; save to use them',
  save: 'Save the list',
  saved: '“{name}” saved with {count} words',
  updated: 'Changed by {name}, {at}',
  found: 'Word check',
  found_count: '{count} passages with listed words; please check each:',
  in_title: '(title) ',
  advice_line: ' Rather: {advice}',
  more: '{count} more are not shown.',
  nothing_found: 'No listed word found.',
}

export const wordingRefusals = {
  'wording.stopped':
    'The text contains “{word}” of the list “{list}” and cannot be kept here. Remove or rephrase it; secret content must go by the secret channel.',
  'wording.secret_mark':
    'The text carries the classification mark “{mark}”. Secret content must not be handled here: use the secret channel.',
  'wording.name_taken': 'There is a list named “{name}” already. Choose another name.',
} satisfies Partial<Record<RefusalCode, string>>
