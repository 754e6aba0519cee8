import { BlockList, isIP } from 'node:net'
import type { Role } from '../../contract/access.ts'
import type { Actor } from '../platform/access.ts'
import type { Cx } from '../platform/command.ts'
import type { Database, Tx } from '../platform/database.ts'
import { Refusal } from '../platform/refusal.ts'
import { readSettings, writeSettings } from '../platform/settings.ts'
import { managesNode, requireSettingsReader, settingsId } from './policy.ts'

const prefix = 'identity.'
const administrators: readonly Role[] = ['systemAdmin', 'securityAdmin', 'auditor']

/** 管理终端地址范围 (SEC-19): from where the three administrators may work. An empty list binds nobody. */
async function readAdminAddresses(db: Database | Tx): Promise<string[]> {
  return ((await readSettings(db, prefix)).get('adminAddresses') as string[] | undefined) ?? []
}

/** May this person work from this address? */
export async function addressAllowed(db: Database | Tx, actor: Actor, address: string): Promise<boolean> {
  if (!actor.grants.some((grant) => administrators.includes(grant.role))) return true
  const allowed = await readAdminAddresses(db)
  return allowed.length === 0 || holds(allowed, address)
}

export async function showAdminAddresses(cx: Cx, address: string) {
  requireSettingsReader(cx)
  return { addresses: await readAdminAddresses(cx.db), yours: address, canManage: managesNode(cx.actor) }
}

/** Whoever saves must be inside, or nobody could ever change it back. */
export async function saveAdminAddresses(cx: Cx, addresses: string[], own: string): Promise<void> {
  if (!managesNode(cx.actor)) throw new Refusal('not_permitted', { need: 'setting.manage' })
  const wrong = addresses.find((range) => !isRange(range))
  if (wrong !== undefined) throw new Refusal('identity.address_wrong', { address: wrong })
  if (addresses.length > 0 && !holds(addresses, own))
    throw new Refusal('identity.own_address_missing', { address: own })
  const before = await readAdminAddresses(cx.db)
  await writeSettings(cx, prefix, { adminAddresses: addresses })
  await cx.record(
    'setting.changed',
    { id: settingsId, unitId: cx.actor.unitId },
    { changed: { adminAddresses: { from: before, to: addresses } } },
  )
}

function isRange(range: string): boolean {
  const [address = '', bits] = range.split('/')
  const version = isIP(address)
  return version !== 0 && (bits === undefined || Number(bits) <= (version === 4 ? 32 : 128))
}

function holds(ranges: readonly string[], address: string): boolean {
  const list = new BlockList()
  for (const range of ranges) {
    const [network = '', bits] = range.split('/')
    const family = isIP(network) === 6 ? 'ipv6' : 'ipv4'
    if (bits === undefined) list.addAddress(network, family)
    else list.addSubnet(network, Number(bits), family)
  }
  const plain = address.replace(/^::ffff:(?=\d+\.)/, '') // an IPv4 address as a dual socket names it
  return isIP(plain) !== 0 && list.check(plain, isIP(plain) === 6 ? 'ipv6' : 'ipv4')
}
