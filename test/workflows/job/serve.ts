// A registry for the job that tries the action on a runner: `PASSWORD=… node serve.ts <port>`. It ends with the job.
import { startTinyRegistry } from '../../servers/tiny-registry.ts';

const { PASSWORD: password = '' } = process.env;
await startTinyRegistry({ username: 'alice', password }, Number(process.argv[2]));
