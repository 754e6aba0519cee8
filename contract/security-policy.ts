/** What the security settings may be set to, and where they start. Floors stay within GB/T 22239-2019 level 3. */
export const policyBounds = {
  passwordMinLength: { min: 8, max: 64, start: 10 },
  passwordMinClasses: { min: 3, max: 4, start: 3 },
  passwordHistory: { min: 1, max: 24, start: 5 },
  passwordDays: { min: 1, max: 180, start: 90 },
  failuresBeforeLock: { min: 3, max: 10, start: 5 },
  lockMinutes: { min: 5, max: 1440, start: 15 },
  idleMinutes: { min: 5, max: 60, start: 30 },
  sessionHours: { min: 1, max: 24, start: 10 },
  addressFailures: { min: 10, max: 500, start: 20 },
  /** Who must have a second factor in production: 1 the three administrators, 2 signers too, 3 everybody (SEC-04). */
  secondFactorLevel: { min: 1, max: 3, start: 2 },
  tokenMaxDays: { min: 1, max: 365, start: 365 },
} as const
export type PolicyKey = keyof typeof policyBounds
