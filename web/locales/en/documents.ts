import type { documents as zh } from '../zh-CN/documents.ts'

export const documents: Record<keyof typeof zh, string> = {
  body_too_long:
    'The text is longer than {limit} characters and cannot be saved on the server (it is still on this machine). Split it, or attach long tables.',
  unreadable_damaged: '“{name}” is damaged. Save it again in Word or WPS.',
  unreadable_too_large: '“{name}” is too large. Split it first.',
  unreadable_suspicious: '“{name}” looks wrong inside and was not opened. Save it as a new .docx.',
  unreadable_encrypted: '“{name}” has a password. Remove it first.',
  unreadable_too_complex: '“{name}” is too complex. Copy the text and paste it.',
  unreadable_empty: '“{name}” is empty. Choose another file.',
  unreadable_scanned: '“{name}” holds pictures of text only. Attach it, or recognise the text first.',
  unreadable_not_a_text_document: '“{name}” is a spreadsheet or slides. Attach it, or paste the words you need.',
  unreadable_no_text: '“{name}” has no text. Attach scans instead.',
  unreadable_too_long: '“{name}” is longer than 200,000 characters. Split it first.',
  unreadable_not_text: '“{name}” is not a text file.',
  unreadable_not_docx: '“{name}” is not a Word document.',
  unreadable_old_word: '“{name}” is not a whole Word document. Open it and save it as .docx.',
  unreadable_unknown_type:
    'The type of “{name}” is unknown. Use .docx, .doc, .wps, .rtf, .pdf, .ofd, a web page or a text file.',
}
