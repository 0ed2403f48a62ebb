import adapter from '@sveltejs/adapter-node';
import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vite';

export default defineConfig({
  plugins: [
    sveltekit({
      adapter: adapter(),
      files: { src: 'src' },
      csrf: { trustedOrigins: [] },
    }),
  ],
  ssr: { external: ['better-sqlite3', 'pg'] },
});
