import type { deskRefusals as codes } from '../../../contract/desk.refusals.ts'

export const desk = {} as const

/** A sentence for each refusal of this module: it says what to do. */
export const deskRefusals: Record<keyof typeof codes, string> = {
  'handling.wrong_state': '这件来稿的状态已经变化，不能再这样处理。请刷新后查看它现在的状态。',
  'handling.adopted': '已被采用的信息不能这样处理：《{title}》。确需处理，请先由复审人撤销采用。',
  'handling.in_piece': '这件来稿已编入采编稿《{title}》（{editorName}）。请打开那篇采编稿，或先解除合并。',
  'handling.already_received': '{officeName}已由{receivedByName}签收，不能撤回。如内容有误，请电话联系对方，或另行续报更正。',
  'handling.tampered': '正文与签发时的不一致，已拒收。请由报送单位核对原文，重新签发后再报送。',
  'handling.unknown_key': '签发所用的密钥（{keyId}）不在本系统登记，已拒收。请联系系统管理员核实。',
  'handling.not_signed_by_unit': '签发信息不属于报送单位“{unitName}”，已拒收。请由本单位负责人签发后再报送。',
  'handling.secrecy_mark': '文中有密级标志“{mark}”。涉密内容不得在本系统办理，请改走涉密渠道。',
  'handling.source_missing': '请选择来稿单位，或填写单位名称。',
  'piece.wrong_state': '这篇采编稿的状态已经变化，不能再这样处理。请刷新后查看它现在的状态。',
  'piece.select_two': '合并最少选择两项。请再选一件来稿。',
  'piece.adopted_cannot_merge': '已采用的文章不能合并：《{title}》。请先撤销采用，或去掉这一件。',
  'piece.not_merged': '不是合并的文章，不能解除合并。',
  'piece.in_issue': '已采用或已成刊的文章不能解除合并。请先从刊期中撤下并撤销采用。',
  'piece.other_office': '不同单位收到的来稿不能合并。请只选本单位收件箱里的来稿。',
  'piece.sources_incomplete': '来源与这篇采编稿现有的来稿不一致，可能刚被别人改动。请刷新后再设置。',
  'piece.needs_lead': '至少要有一个主报单位。请把其中一件设为“主报”。',
  'piece.title_missing': '标题还是空的，请先写标题再送审。',
  'piece.title_too_long': '标题超过 {limit} 字，请压缩后再送审。',
  'piece.too_long': '合并后的正文超过 {limit} 字。请少选几件，或先各自精简后再合并。',
}
