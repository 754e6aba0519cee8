import { ORPCError } from '@orpc/client'

export interface WorkbookTable {
  title: string
  subtitle?: string
  columns: { label: string; format: 'text' | 'integer' | 'decimal' | 'percent' | 'date' | 'datetime' }[]
  rows: (string | number | null)[][]
}

/** Has the server make an Excel file of this table, and gives it to the person. */
export async function saveWorkbook(table: WorkbookTable): Promise<void> {
  const answer = await fetch('/workbook', {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-zhengxin': '1' },
    body: JSON.stringify(table),
  })
  if (!answer.ok) {
    const { code, data } = (await answer.json().catch(() => ({}))) as { code?: string; data?: object }
    throw new ORPCError(code ?? 'busy', { status: answer.status, data: data ?? {} })
  }
  const address = URL.createObjectURL(await answer.blob())
  const link = document.createElement('a')
  link.href = address
  link.download = `${table.title}.xlsx`
  link.click()
  setTimeout(() => URL.revokeObjectURL(address), 10_000)
}
