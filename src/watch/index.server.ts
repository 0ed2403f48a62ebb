/** The door of the rule watch to database, letters and disk. */
export { contentIn } from './content.server.ts';
export { changeWriters } from './mail.server.ts';
export { openNotices, type Notices } from './notices.server.ts';
export { sweep, type Swept } from './sweep.server.ts';
