import { z } from 'zod'
import { Permission, Role } from './access.ts'
import { ById, Id, Instant, Ok, PageQuery, oneOrMany, pageOf, route } from './common.ts'
import { policyBounds } from './security-policy.ts'
import type { PolicyKey } from './security-policy.ts'

/** Login names: letters of any script, digits, dot, dash, underscore. Upper and lower case are the same name. */
export const Login = z
  .string()
  .trim()
  .toLowerCase()
  .min(2)
  .max(64)
  .regex(/^[\p{L}\p{N}._-]+$/u)
/** Long enough for any pass phrase, short enough that hashing it is no attack. What a new one must be: server/identity/rules/password.ts. */
const Password = z.string().min(1).max(200)
const NewPassword = z.string().min(1).max(128)
/** What the address of a one-time link ends with. */
const LinkToken = z.string().regex(/^[A-Za-z0-9_-]{20,100}$/)

/** The three administrators (三员). One person never holds two of these (domain.md SEC-20). */
export const AdminRole = z.enum(['systemAdmin', 'securityAdmin', 'auditor'])
export type AdminRole = z.infer<typeof AdminRole>

export const SecurityPolicy = z.object(
  Object.fromEntries(
    Object.entries(policyBounds).map(([key, { min, max }]) => [key, z.number().int().min(min).max(max)]),
  ) as Record<PolicyKey, z.ZodNumber>,
)
export type SecurityPolicy = z.infer<typeof SecurityPolicy>

/** invited: the person has not yet chosen a password. */
export const AccountStatus = z.enum(['active', 'invited', 'locked', 'disabled'])
export type AccountStatus = z.infer<typeof AccountStatus>
export const AccountAction = z.enum(['disable', 'enable', 'unlock', 'issueResetLink'])
export type AccountAction = z.infer<typeof AccountAction>

export const AccountRow = z.object({
  id: Id,
  personId: Id,
  login: z.string(),
  name: z.string(),
  unitId: Id.nullable(),
  unitName: z.string(),
  status: AccountStatus,
  lastSignInAt: Instant.nullable(),
  createdAt: Instant,
  actions: z.array(AccountAction),
})
export type AccountRow = z.infer<typeof AccountRow>

/** A one-time link: `path` is shown once and handed to the person by a safe way. */
const IssuedLink = z.object({ path: z.string(), expiresAt: Instant })

export const SessionRow = z.object({
  id: Id,
  personId: Id,
  name: z.string(),
  unitName: z.string(),
  address: z.string(),
  userAgent: z.string(),
  createdAt: Instant,
  lastSeenAt: Instant,
  current: z.boolean(),
})
export const TokenRow = z.object({
  id: Id,
  name: z.string(),
  createdAt: Instant,
  expiresAt: Instant,
  lastUsedAt: Instant.nullable(),
  revokedAt: Instant.nullable(),
})

/** How a person shows a second time who it is: a code from an app, or a passkey (fingerprint, PIN, USB key). */
export const FactorKind = z.enum(['totp', 'passkey'])
export const FactorRow = z.object({
  id: Id,
  kind: FactorKind,
  name: z.string(),
  createdAt: Instant,
  lastUsedAt: Instant.nullable(),
})
/** What the browser and the authenticator say to each other (W3C WebAuthn, JSON form); checked by the library, not by us. */
const WebAuthnJson = z.record(z.string(), z.unknown())
const FactorName = z.string().trim().min(1).max(40)
/** Six digits of an app, or a recovery code 'abcd-efgh-jkmn'. Spaces do not matter. */
const Code = z
  .string()
  .transform((typed) => typed.replace(/\s/g, '').toLowerCase())
  .pipe(z.string().regex(/^(\d{6}|[a-z2-9]{4}-[a-z2-9]{4}-[a-z2-9]{4})$/))
/** Ten recovery codes, shown once, when the first factor is added; null otherwise. */
const RecoveryCodes = z.object({ recoveryCodes: z.array(z.string()).nullable() })

/** One address or a range: 10.1.2.3, 10.1.0.0/16, fd00::/8. Which ones are right: server/identity/admin-addresses.ts. */
const AddressRange = z
  .string()
  .trim()
  .max(50)
  .regex(/^[0-9a-fA-F.:]+(\/\d{1,3})?$/)

/** 省统一身份认证 by OpenID Connect. `loginClaim`: which claim of the id token is the login name here. */
export const OidcSettings = z.object({
  enabled: z.boolean(),
  /** What the button on the sign-in page says. */
  label: z.string().trim().max(20),
  issuer: z.string().trim().max(300),
  clientId: z.string().trim().max(200),
  loginClaim: z.string().trim().min(1).max(60),
  hasSecret: z.boolean(),
  redirectUri: z.string().nullable(),
})
export type OidcSettings = z.infer<typeof OidcSettings>

export const Me = z.object({
  personId: Id,
  login: z.string(),
  name: z.string(),
  title: z.string(),
  unitId: Id,
  unitName: z.string(),
  unitPath: z.string(),
  isOffice: z.boolean(),
  /** What the person may do somewhere, for menus. A record says its own `actions`. */
  permissions: z.array(Permission),
  roles: z.array(z.object({ role: Role, unitId: Id, unitName: z.string() })),
  mustChangePassword: z.boolean(),
  mustAddSecondFactor: z.boolean(),
  passwordExpiresAt: Instant,
  lastSignInAt: Instant.nullable(),
  mode: z.enum(['production', 'demo', 'development', 'test']),
})

/** identity: accounts, sessions, one-time links, access tokens. */
export const identity = {
  signInPage: route(
    'GET',
    '/sign-in',
    '登录页 What the sign-in page shows; demo accounts only in the demo',
    'identity',
  ).output(
    z.object({
      mode: Me.shape.mode,
      accounts: z.array(
        z.object({ login: z.string(), name: z.string(), unit: z.string(), roleNames: z.array(z.string()) }),
      ),
      /** The password of every demo account; null outside of the demo. */
      demoPassword: z.string().nullable(),
      setUpNeeded: z.boolean(),
      /** What the button of single sign-on says; null: there is none. */
      singleSignOn: z.string().nullable(),
    }),
  ),
  signIn: route(
    'POST',
    '/sign-in',
    '登录 Sign in; answers with the session cookie, or with the step to the second factor',
    'identity',
  )
    .input(z.object({ login: z.string().trim().toLowerCase().min(1).max(64), password: Password }))
    .output(
      z.object({
        personId: Id.nullable(),
        mustChangePassword: z.boolean(),
        /** The password was right and a second factor is needed: `step` is good for five minutes. */
        secondFactor: z
          .object({ step: z.string(), kinds: z.array(FactorKind), passkey: WebAuthnJson.nullable() })
          .nullable(),
      }),
    ),
  signInSecond: route('POST', '/sign-in/second', '第二因素 Sign in with the second factor', 'identity')
    .input(z.object({ step: LinkToken, code: Code.optional(), passkey: WebAuthnJson.optional() }))
    .output(z.object({ personId: Id, mustChangePassword: z.boolean() })),
  signInStep: route(
    'GET',
    '/sign-in/step/{step}',
    '第二因素 What the second step asks, after single sign-on',
    'identity',
  )
    .input(z.object({ step: LinkToken }))
    .output(z.object({ step: z.string(), kinds: z.array(FactorKind), passkey: WebAuthnJson.nullable() })),
  oidcSettings: route(
    'GET',
    '/settings/oidc',
    '单点登录 Single sign-on, for the security administrator',
    'identity',
  ).output(OidcSettings),
  saveOidcSettings: route(
    'POST',
    '/settings/oidc',
    '设置单点登录 Set single sign-on; asks for the password',
    'identity',
  )
    .input(
      OidcSettings.omit({ hasSecret: true, redirectUri: true }).extend({
        /** Left out: the one before stays, while the issuer is the same. */
        clientSecret: z.string().max(500).optional(),
      }),
    )
    .output(OidcSettings),
  factors: route('GET', '/me/factors', '我的第二因素 My second factors', 'identity').output(
    z.object({
      items: z.array(FactorRow),
      recoveryCodesLeft: z.number().int(),
      required: z.boolean(),
      passkeysAvailable: z.boolean(),
    }),
  ),
  startTotp: route('POST', '/me/factors/totp', '添加动态口令 Begin adding one-time codes of an app', 'identity')
    .input(z.object({ name: FactorName }))
    .output(z.object({ id: Id, secret: z.string(), uri: z.string() })),
  confirmTotp: route('POST', '/me/factors/totp/{id}/confirm', '确认动态口令 Confirm by the first code', 'identity')
    .input(ById.extend({ code: Code }))
    .output(RecoveryCodes),
  startPasskey: route('POST', '/me/factors/passkey', '添加通行密钥 Begin adding a passkey', 'identity').output(
    z.object({ step: z.string(), options: WebAuthnJson }),
  ),
  addPasskey: route('POST', '/me/factors/passkey/add', '确认通行密钥 Add the passkey', 'identity')
    .input(z.object({ step: LinkToken, name: FactorName, response: WebAuthnJson }))
    .output(RecoveryCodes),
  removeFactor: route('POST', '/me/factors/{id}/remove', '移除第二因素 Remove a second factor of mine', 'identity')
    .input(ById)
    .output(Ok),
  renewRecoveryCodes: route('POST', '/me/recovery-codes', '换恢复码 Ten new recovery codes', 'identity').output(
    z.object({ recoveryCodes: z.array(z.string()) }),
  ),
  factorHolders: route(
    'GET',
    '/accounts/factor-holders',
    '已加第二因素的账号 Accounts with a second factor, for the security administrator; at most 100',
    'identity',
  )
    .input(z.object({ search: z.string().trim().max(60).default('') }))
    .output(
      z.object({
        items: z.array(
          z.object({
            id: Id,
            login: z.string(),
            name: z.string(),
            unitName: z.string(),
            factors: z.array(z.string()),
            lastUsedAt: Instant.nullable(),
          }),
        ),
      }),
    ),
  clearFactors: route(
    'POST',
    '/accounts/{id}/clear-factors',
    '清除第二因素 Clear the second factors of an account, as security administrator',
    'identity',
  )
    .input(ById)
    .output(Ok),
  signOut: route('POST', '/sign-out', '退出 Sign out', 'identity').output(
    /** `leaveTo`: where the provider of single sign-on ends its own session. */
    Ok.extend({ leaveTo: z.string().nullable() }),
  ),
  me: route('GET', '/me', '本人 Who I am and what I may do somewhere', 'identity').output(Me),
  prove: route('POST', '/me/prove', '再次验证 Give the password again before an act of weight', 'identity')
    .input(z.object({ password: Password }))
    .output(Ok),
  changePassword: route('POST', '/me/password', '修改口令 Change my password; ends my other sessions', 'identity')
    .input(z.object({ current: Password, next: NewPassword }))
    .output(Ok),
  sessions: route('GET', '/me/sessions', '我的会话 Where I am signed in', 'identity').output(
    z.object({ items: z.array(SessionRow) }),
  ),
  signIns: route(
    'GET',
    '/me/sign-ins',
    '登录记录 My sign-ins and failed tries, newest first; at most 50',
    'identity',
  ).output(
    z.object({
      items: z.array(
        z.object({
          at: Instant,
          outcome: z.enum(['signedIn', 'failed', 'locked']),
          address: z.string(),
          secondFactor: z.boolean(),
        }),
      ),
    }),
  ),
  endSession: route(
    'POST',
    '/sessions/{id}/end',
    '结束会话 End a session: mine, or as security administrator',
    'identity',
  )
    .input(ById)
    .output(Ok),
  onlineSessions: route('GET', '/sessions', '在线会话 Who is signed in, for the security administrator', 'identity')
    .input(PageQuery.extend({ search: z.string().trim().max(60).optional() }))
    .output(pageOf(SessionRow)),

  tokens: route('GET', '/me/tokens', '访问令牌 My access tokens', 'identity').output(
    z.object({ items: z.array(TokenRow), maxDays: z.number().int() }),
  ),
  createToken: route(
    'POST',
    '/me/tokens',
    '新建令牌 Make an access token; the token is in this answer and never again',
    'identity',
  )
    .input(z.object({ name: z.string().trim().min(1).max(60), days: z.number().int().min(1).max(365) }))
    .output(z.object({ id: Id, token: z.string(), expiresAt: Instant })),
  revokeToken: route('POST', '/me/tokens/{id}/revoke', '吊销令牌 Revoke an access token', 'identity')
    .input(ById)
    .output(Ok),

  /** What a one-time link is for, so that its page asks the right questions. */
  link: route('GET', '/links/{token}', '一次性链接 What this one-time link is for', 'identity')
    .input(z.object({ token: LinkToken }))
    .output(
      z.object({
        purpose: z.enum(['setUp', 'resetPassword']),
        /** setUp: the administrator that it makes. */
        role: AdminRole.nullable(),
        /** setUp: the unit must be named too, because there is none yet. */
        unitNeeded: z.boolean(),
        unitName: z.string().nullable(),
        /** resetPassword: whose. */
        login: z.string().nullable(),
        name: z.string().nullable(),
        expiresAt: Instant,
        passwordMinLength: z.number().int(),
        passwordMinClasses: z.number().int(),
      }),
    ),
  setUp: route(
    'POST',
    '/set-up',
    '初次设置 First set-up by one-time link: makes one of the three administrators',
    'identity',
  )
    .input(
      z.object({
        token: LinkToken,
        /** Only when `unitNeeded`: the unit this node serves. `code` is its administrative code, 140000. */
        unit: z
          .object({
            name: z.string().trim().min(2).max(100),
            code: z
              .string()
              .trim()
              .regex(/^[0-9A-Za-z-]{1,40}$/),
            kind: z.enum(['provinceOffice', 'cityOffice', 'countyOffice']),
          })
          .optional(),
        name: z.string().trim().min(1).max(60),
        title: z.string().trim().max(60).default(''),
        login: Login,
        password: NewPassword,
      }),
    )
    .output(z.object({ links: z.array(IssuedLink.extend({ role: AdminRole })) })),
  resetPassword: route('POST', '/reset-password', '重设口令 Choose a password by one-time link', 'identity')
    .input(z.object({ token: LinkToken, password: NewPassword }))
    .output(z.object({ login: z.string() })),

  accounts: route('GET', '/accounts', '账号 Accounts', 'identity')
    .input(
      PageQuery.extend({ search: z.string().trim().max(60).optional(), status: oneOrMany(AccountStatus).optional() }),
    )
    .output(pageOf(AccountRow)),
  accountCandidates: route('GET', '/accounts/candidates', '可开账号的人员 People who have no account yet', 'identity')
    .input(z.object({ search: z.string().trim().max(60).default('') }))
    .output(
      z.object({
        items: z.array(z.object({ personId: Id, name: z.string(), title: z.string(), unitName: z.string() })),
      }),
    ),
  createAccount: route(
    'POST',
    '/accounts',
    '开立账号 Make an account; the person chooses the password by the one-time link',
    'identity',
  )
    .input(z.object({ personId: Id, login: Login }))
    .output(z.object({ account: AccountRow, link: IssuedLink })),
  disableAccount: route(
    'POST',
    '/accounts/{id}/disable',
    '停用账号 Disable an account; its sessions and tokens end at once',
    'identity',
  )
    .input(ById)
    .output(AccountRow),
  enableAccount: route('POST', '/accounts/{id}/enable', '启用账号 Enable an account again', 'identity')
    .input(ById)
    .output(AccountRow),
  unlockAccount: route('POST', '/accounts/{id}/unlock', '解锁账号 Unlock an account before its time', 'identity')
    .input(ById)
    .output(AccountRow),
  issueResetLink: route(
    'POST',
    '/accounts/{id}/reset-link',
    '重设链接 Make a one-time link to choose a new password',
    'identity',
  )
    .input(ById)
    .output(IssuedLink),

  settings: route('GET', '/security-settings', '安全设置 The security settings', 'identity').output(
    z.object({ policy: SecurityPolicy, canManage: z.boolean() }),
  ),
  adminAddresses: route(
    'GET',
    '/security-settings/admin-addresses',
    '管理终端地址 From where the three administrators may sign in; empty: from everywhere',
    'identity',
  ).output(z.object({ addresses: z.array(z.string()), yours: z.string(), canManage: z.boolean() })),
  saveAdminAddresses: route(
    'POST',
    '/security-settings/admin-addresses',
    '保存管理终端地址 Change from where the three administrators may sign in',
    'identity',
  )
    .input(z.object({ addresses: z.array(AddressRange).max(100) }))
    .output(Ok),
  virusScanner: route(
    'GET',
    '/security-settings/virus-scanner',
    '病毒查杀 Whether the virus scanner answers, and what waits for it',
    'identity',
  ).output(
    z.object({
      configured: z.boolean(),
      /** Null: it does not answer. */
      version: z.string().nullable(),
      /** What becomes of uploads while it does not. */
      away: z.enum(['refuse', 'accept']).nullable(),
      waiting: z.number().int(),
      infected: z.number().int(),
    }),
  ),
  saveSettings: route('POST', '/security-settings', '保存安全设置 Change the security settings', 'identity')
    .input(SecurityPolicy)
    .output(SecurityPolicy),
}

/** The entries that answer to nobody in particular. Everything else refuses with not_signed_in. */
export const publicEntries: readonly string[] = [
  'identity.signInPage',
  'identity.signIn',
  'identity.signInSecond',
  'identity.signInStep',
  'identity.link',
  'identity.setUp',
  'identity.resetPassword',
  'documents.verify',
]
