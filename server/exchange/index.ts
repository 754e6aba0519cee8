/** Exchange: letters between units. Owns letter. Tells nothing of its own: each letter is handled by the module it concerns. */
export { sendLetter } from './send-letter.ts'
