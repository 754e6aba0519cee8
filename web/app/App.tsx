import { StyleProvider, legacyLogicalPropertiesTransformer } from '@ant-design/cssinjs'
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { ConfigProvider } from 'antd'
import enUS from 'antd/es/locale/en_US'
import zhCN from 'antd/es/locale/zh_CN'
import { useSyncExternalStore } from 'react'
import { Messages } from '../ui/Messages.tsx'
import { queryClient } from './api.ts'
import { currentLanguage, onLanguage } from './i18n.ts'
import { router } from './router.tsx'
import { theme } from './theme.ts'

/** Everything around the pages. A change of language draws the page anew; what was fetched stays. */
export function App() {
  const language = useSyncExternalStore(onLanguage, currentLanguage)
  return (
    <StyleProvider hashPriority="high" transformers={[legacyLogicalPropertiesTransformer]}>
      <ConfigProvider
        locale={language === 'en' ? enUS : zhCN}
        theme={theme}
        wave={{ disabled: true }}
        button={{ autoInsertSpace: false }}
      >
        <QueryClientProvider client={queryClient}>
          <RouterProvider key={language} router={router} />
          <Messages />
        </QueryClientProvider>
      </ConfigProvider>
    </StyleProvider>
  )
}
