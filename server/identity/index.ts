/** Identity: accounts, sessions, access tokens. Owns account, session, password_history, one_time_link, access_token. */
import type { Recognise } from '../platform/http.ts'
export const recognise: Recognise = async () => null
