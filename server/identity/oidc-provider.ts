import * as oidc from 'openid-client'
import type { App } from '../platform/command.ts'
import { Refusal } from '../platform/refusal.ts'
import { isIssuer, readOidc, redirectUriOf } from './oidc-settings.ts'

/** What the browser keeps between going and coming back, sealed: it can neither be read nor made by anybody else. */
export interface Journey {
  state: string
  nonce: string
  verifier: string
  at: number
}
const journeyMinutes = 10

/** The provider's description is asked for once in ten minutes, and anew when the settings change. */
const known = new WeakMap<App, { of: string; until: number; provider: oidc.Configuration }>()

/** The provider in force. Refuses with oidc_unavailable while single sign-on is off or the provider cannot be reached. */
async function providerOf(app: App) {
  const settings = await readOidc(app.db)
  const redirectUri = redirectUriOf(app)
  if (!settings.enabled || redirectUri === null || !isIssuer(app, settings.issuer))
    throw new Refusal('identity.oidc_unavailable')
  const of = JSON.stringify(settings)
  const now = app.clock().getTime()
  const before = known.get(app)
  if (before?.of === of && before.until > now) return { provider: before.provider, settings, redirectUri }
  const secret = settings.sealedSecret && app.vault.open(Buffer.from(settings.sealedSecret, 'base64')).toString()
  const plain = settings.issuer.startsWith('http:')
  const provider = await oidc
    .discovery(new URL(settings.issuer), settings.clientId, secret ?? undefined, secret ? undefined : oidc.None(), {
      timeout: 10,
      // the signature too, not only the TLS of whoever answers
      execute: [oidc.enableNonRepudiationChecks, ...(plain ? [oidc.allowInsecureRequests] : [])],
    })
    .catch((error: unknown) => {
      app.log.warn({ err: error }, 'the provider of single sign-on cannot be reached')
      throw new Refusal('identity.oidc_unavailable')
    })
  known.set(app, { of, until: now + 600_000, provider })
  return { provider, settings, redirectUri }
}

/** Where to send the browser, and what it keeps until it comes back (code flow, PKCE S256, state, nonce). */
export async function beginJourney(app: App): Promise<{ url: URL; sealed: string }> {
  const { provider, redirectUri } = await providerOf(app)
  const journey: Journey = {
    state: oidc.randomState(),
    nonce: oidc.randomNonce(),
    verifier: oidc.randomPKCECodeVerifier(),
    at: app.clock().getTime(),
  }
  const url = oidc.buildAuthorizationUrl(provider, {
    redirect_uri: redirectUri,
    scope: 'openid profile',
    code_challenge: await oidc.calculatePKCECodeChallenge(journey.verifier),
    code_challenge_method: 'S256',
    state: journey.state,
    nonce: journey.nonce,
  })
  return { url, sealed: app.vault.seal(Buffer.from(JSON.stringify(journey))).toString('base64url') }
}

/** Whom the provider says the browser belongs to: the login name. Refuses oidc_refused for every answer that does not prove it. */
export async function endJourney(app: App, sealed: string | undefined, query: string): Promise<string> {
  const journey = openJourney(app, sealed)
  const { provider, settings, redirectUri } = await providerOf(app)
  const tokens = await oidc
    .authorizationCodeGrant(provider, new URL(`${redirectUri}?${query}`), {
      pkceCodeVerifier: journey.verifier,
      expectedState: journey.state,
      expectedNonce: journey.nonce,
      idTokenExpected: true,
    })
    .catch((error: unknown) => {
      app.log.warn({ err: error }, 'an answer of single sign-on was refused')
      throw new Refusal('identity.oidc_refused')
    })
  const login = tokens.claims()?.[settings.loginClaim]
  if (typeof login !== 'string' || login.trim() === '') throw new Refusal('identity.oidc_refused')
  return login.trim().toLowerCase()
}

function openJourney(app: App, sealed: string | undefined): Journey {
  try {
    const journey = JSON.parse(app.vault.open(Buffer.from(sealed ?? '', 'base64url')).toString()) as Journey
    if (app.clock().getTime() - journey.at < journeyMinutes * 60_000) return journey
  } catch {}
  throw new Refusal('identity.oidc_refused')
}

/** Where the provider ends its own session after ours has ended; null when it has no such place, or cannot be asked. */
export async function leavingPlace(app: App): Promise<string | null> {
  try {
    const { provider } = await providerOf(app)
    if (!provider.serverMetadata().end_session_endpoint) return null
    return oidc.buildEndSessionUrl(provider, { post_logout_redirect_uri: `${app.origin}/login` }).href
  } catch {
    return null
  }
}
