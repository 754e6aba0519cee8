import { ORPCError } from '@orpc/client'
import type { FileRef } from '../../contract/common.ts'
import { refusalOf } from '../app/api.ts'
import { signInAgain } from '../app/sign-in-again.ts'

const uploadLimitMb = 100

export interface UploadOptions {
  progress?: (share: number) => void
  signal?: AbortSignal
}

/** Streams a file to the store. Too large is refused before a byte is sent; an ended session waits for the sign-in and sends again. */
export async function uploadFile(file: File, options: UploadOptions = {}): Promise<FileRef> {
  if (file.size > uploadLimitMb * 1024 * 1024)
    throw new ORPCError('file.too_large', { status: 413, data: { limitMb: uploadLimitMb } })
  try {
    return await post(file, options)
  } catch (error) {
    if (refusalOf(error)?.code !== 'not_signed_in' || !signInAgain.expected()) throw error
    await signInAgain.wait()
    return post(file, options)
  }
}

function post(file: File, { progress, signal }: UploadOptions): Promise<FileRef> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('POST', '/files')
    request.setRequestHeader('x-zhengxin', '1')
    request.upload.addEventListener(
      'progress',
      (event) => event.lengthComputable && progress?.(event.loaded / event.total),
    )
    request.addEventListener('error', () => reject(new TypeError('upload')))
    request.addEventListener('abort', () => reject(new DOMException('aborted', 'AbortError')))
    request.addEventListener('load', () => {
      const answer = readAnswer(request.responseText)
      if (request.status >= 200 && request.status < 300) resolve(answer as unknown as FileRef)
      else
        reject(
          new ORPCError(String(answer['code'] ?? 'busy'), {
            status: request.status >= 400 ? request.status : 500,
            data: answer['data'] ?? {},
          }),
        )
    })
    signal?.addEventListener('abort', () => request.abort())
    const form = new FormData()
    form.append('file', file, file.name)
    request.send(form)
  })
}

function readAnswer(text: string): Record<string, unknown> {
  try {
    return JSON.parse(text) as Record<string, unknown>
  } catch {
    return {}
  }
}

export const fileAddress = (id: string): string => `/files/${encodeURIComponent(id)}`
