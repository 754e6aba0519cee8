import type { ThemeConfig } from 'antd'

const font = `"Noto Sans SC", "Source Han Sans SC", "Microsoft YaHei", "PingFang SC", "WenQuanYi Micro Hei", system-ui, sans-serif`

/** Ink blue acts, red names and warns. Greys reach AA contrast on white (placeholder too). The same colours stand in tokens.css. */
export const theme: ThemeConfig = {
  cssVar: { key: 'zx' },
  hashed: true,
  token: {
    colorPrimary: '#1f4e79',
    colorLink: '#1f4e79',
    colorError: '#a61d24',
    colorSuccess: '#2e6b3e',
    colorWarning: '#8f5b00',
    colorInfo: '#1f4e79',
    colorText: '#1f2328',
    colorTextSecondary: '#4c545c',
    colorTextTertiary: '#5b646d',
    colorTextPlaceholder: '#646d76',
    colorTextDisabled: '#6c757d',
    colorBorder: '#c9ced3',
    colorBorderSecondary: '#e3e6e8',
    colorBgLayout: '#f4f5f4',
    borderRadius: 4,
    fontFamily: font,
    fontSize: 14,
    controlHeight: 32,
    controlHeightSM: 26,
    motionDurationMid: '0.12s',
    motionDurationSlow: '0.16s',
    boxShadowSecondary: '0 6px 20px rgba(24, 32, 40, 0.14)',
  },
  components: {
    Button: { primaryShadow: 'none', defaultShadow: 'none', dangerShadow: 'none', fontWeight: 500 },
    Modal: { titleFontSize: 16 },
    Select: { optionSelectedBg: '#e6edf4' },
  },
}
