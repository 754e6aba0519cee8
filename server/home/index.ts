/**
 * Home: what waits for me, what I was told, and both once a working day (每日摘要). Owns notice and digest.
 * Tells: digest.settings_changed. Hears the acts that concern someone else.
 */
export { makeDigests } from './digest.ts'
export { homeReactions } from './reactions.ts'
