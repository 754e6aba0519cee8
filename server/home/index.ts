/** Home: what waits for me and what I was told. Owns notice. Hears the acts that concern someone else; tells nothing. */
export { homeReactions } from './reactions.ts'
