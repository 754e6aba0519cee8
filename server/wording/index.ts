/**
 * Wording: what may not stand in a text. 密级 marks, and the word lists of the site (敏感词、错敏词、密级标志词). Owns word_list.
 * Tells wording.list_saved; texts that were stopped leave wording.stopped (platform/api.ts). Hears nothing.
 * `documents` asks it before it keeps any text of record; platform/api.ts for every other act, the exchange for every letter.
 */
export { refuseWording, refuseWordingIn, secretMarkIn, wordingOf } from './check.ts'
