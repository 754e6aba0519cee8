import type { OidcSettings } from '../../contract/identity.ts'
import { canSomewhere } from '../platform/access.ts'
import { requireFreshProof } from '../platform/command.ts'
import type { App, Cx } from '../platform/command.ts'
import type { Database, Tx } from '../platform/database.ts'
import { Refusal } from '../platform/refusal.ts'
import { readSettings, writeSettings } from '../platform/settings.ts'
import { settingsId } from './policy.ts'

const prefix = 'identity.'
type Kept = Omit<OidcSettings, 'hasSecret' | 'redirectUri'> & { sealedSecret: string | null }

const none: Kept = {
  enabled: false,
  label: '',
  issuer: '',
  clientId: '',
  loginClaim: 'preferred_username',
  sealedSecret: null,
}

export async function readOidc(db: Database | Tx): Promise<Kept> {
  return { ...none, ...((await readSettings(db, prefix)).get('oidc') as Partial<Kept> | undefined) }
}

/** Where the provider sends people back to; it is to be registered there. Null while nobody has said our address (ZHENGXIN_ORIGIN). */
export const redirectUriOf = (app: App): string | null => app.origin && `${app.origin}/sign-in/oidc/callback`

const shown = (cx: Cx, { sealedSecret, ...kept }: Kept): OidcSettings => ({
  ...kept,
  hasSecret: sealedSecret !== null,
  redirectUri: redirectUriOf(cx.app),
})

function requireKeeper(cx: Cx) {
  if (!canSomewhere(cx.actor, 'session.manage')) throw new Refusal('not_permitted', { need: 'session.manage' })
}

export async function showOidcSettings(cx: Cx): Promise<OidcSettings> {
  requireKeeper(cx)
  return shown(cx, await readOidc(cx.db))
}

/**
 * 单点登录: whom this node believes. Whoever answers as the provider can sign in as anybody it names, so it takes the password, is recorded,
 * and never opens the sessions of the three administrators (sign-in-by-oidc.ts). The client secret is kept sealed and never shown again.
 */
export async function saveOidcSettings(
  cx: Cx,
  input: Omit<OidcSettings, 'hasSecret' | 'redirectUri'> & { clientSecret?: string | undefined },
): Promise<OidcSettings> {
  requireKeeper(cx)
  requireFreshProof(cx)
  const { clientSecret, ...next } = input
  if (next.enabled && redirectUriOf(cx.app) === null) throw new Refusal('identity.oidc_unavailable')
  if (next.enabled && !isIssuer(cx.app, next.issuer)) throw new Refusal('identity.oidc_issuer_wrong')
  const before = await readOidc(cx.db)
  const sealedSecret = clientSecret
    ? cx.app.vault.seal(Buffer.from(clientSecret)).toString('base64')
    : before.issuer === next.issuer
      ? before.sealedSecret // a secret is for the provider it was made for
      : null
  const kept: Kept = { ...next, sealedSecret }
  await writeSettings(cx, prefix, { oidc: kept })
  await cx.record(
    'setting.changed',
    { id: settingsId, unitId: cx.actor.unitId },
    {
      changed: {
        oidc: {
          from: { enabled: before.enabled, issuer: before.issuer },
          to: { enabled: next.enabled, issuer: next.issuer, loginClaim: next.loginClaim },
        },
      },
    },
  )
  return shown(cx, kept)
}

/** https, or this machine outside of production. */
export function isIssuer(app: App, issuer: string): boolean {
  if (!URL.canParse(issuer)) return false
  const { protocol, hostname, username, hash, search } = new URL(issuer)
  if (username !== '' || hash !== '' || search !== '') return false
  return protocol === 'https:' || (app.mode !== 'production' && protocol === 'http:' && hostname === '127.0.0.1')
}
