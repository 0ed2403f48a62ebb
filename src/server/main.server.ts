// Run in a container, where the packages and the build are there already; everybody else uses `npm start`:
//   node src/server/main.server.ts --host 0.0.0.0
import { serve } from './serve.server.ts';

process.exitCode = await serve(process.argv.slice(2), process.env);
