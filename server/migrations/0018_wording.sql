-- Wording: lists of words that may not stand in a text, or should be looked at twice (敏感词、错敏词、密级标志词). Of the whole node.

create table word_list (
  id uuid primary key,
  name text not null unique,
  kind text not null check (kind in ('sensitive', 'mistaken', 'mark')),
  effect text not null check (effect in ('stop', 'warn')),
  active boolean not null default true,     -- a list is put aside, never deleted
  words jsonb not null default '[]',        -- contract/wording.ts ListedWord[], as the administrator ordered them
  version integer not null default 1,       -- only goes up: the sum over all lists names one state of all words
  updated_at timestamptz not null,
  updated_by_name text not null
);

insert into word_list (id, name, kind, effect, words, updated_at, updated_by_name) values
  ('00000000-0000-4000-8000-000000001801', '密级标志词', 'mark', 'stop',
    '[{"word": "绝密件", "advice": ""}, {"word": "机密件", "advice": ""}, {"word": "秘密件", "advice": ""}]', now(), '系统'),
  ('00000000-0000-4000-8000-000000001802', '敏感词', 'sensitive', 'warn', '[]', now(), '系统'),
  ('00000000-0000-4000-8000-000000001803', '错敏词', 'mistaken', 'warn',
    '[{"word": "截止目前", "advice": "截至目前"}, {"word": "帐户", "advice": "账户"}, {"word": "部暑", "advice": "部署"}, {"word": "既使", "advice": "即使"}, {"word": "松驰", "advice": "松弛"}, {"word": "渡假", "advice": "度假"}]', now(), '系统');
