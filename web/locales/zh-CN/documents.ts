/** Why a file or a text could not be taken over as it is. */
export const documents = {
  body_too_long: '正文超过 {limit} 字，超出部分存不到服务器（内容仍在本机）。请拆成几篇，或把长表作为附件。',
  unreadable_damaged: '“{name}”已损坏，打不开。请用 Word 或 WPS 重新另存后再试。',
  unreadable_too_large: '“{name}”太大，请拆分后再导入。',
  unreadable_suspicious: '“{name}”的内部结构异常，为安全起见没有打开。请另存为新的 .docx 后再试。',
  unreadable_encrypted: '“{name}”设了密码，请去掉密码后再导入。',
  unreadable_too_complex: '“{name}”结构太复杂，请复制正文后直接粘贴。',
  unreadable_empty: '“{name}”是空文件，里面什么都没有。请核对后重新选择文件。',
  unreadable_scanned: '“{name}”里没有文字，只有图像（多为扫描件）。请作为附件上传，或先做文字识别再导入。',
  unreadable_not_a_text_document: '“{name}”是表格或演示文稿，不能作为正文。请作为附件上传，或复制需要的文字粘贴。',
  unreadable_no_text: '“{name}”里没有文字。扫描件请作为附件上传。',
  unreadable_too_long: '“{name}”超过 20 万字，请拆分后再导入。',
  unreadable_not_text: '“{name}”不是文字文件。',
  unreadable_not_docx: '“{name}”不是 Word 文档。',
  unreadable_old_word: '“{name}”不是完整的 Word 文档，可能已损坏。请用 Word 或 WPS 打开后另存为 .docx 再导入。',
  unreadable_unknown_type: '不认识“{name}”的类型。可以导入 .docx、.doc、.wps、.rtf、.pdf、.ofd、网页和文本文件。',
} as const
