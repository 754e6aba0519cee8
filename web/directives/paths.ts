export const directivePaths = {
  ledger: '/directives',
  mine: '/directives/mine',
  rules: '/directives/rules',
  directive: (id: string) => `/directives/${id}`,
  tasks: '/directive-tasks',
  task: (id: string) => `/directive-tasks/${id}`,
} as const
