// Runs a Node function against the Lambda Runtime API: asks for an invocation, calls the handler, gives its answer back.
// https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html
'use strict';
const fs = require('fs');
const http = require('http');
const path = require('path');
const { pathToFileURL } = require('url');

const api = new URL('http://' + process.env.AWS_LAMBDA_RUNTIME_API);
const base = api.pathname.replace(/\/$/, '') + '/2018-06-01/runtime';

const call = (method, to, body, headers = {}) => new Promise((resolve, reject) => {
  const bytes = Buffer.from(body || '');
  const options = {
    agent: false, method, host: api.hostname, port: api.port, path: base + to,
    headers: method === 'POST' ? { ...headers, 'Content-Length': bytes.length } : headers,
  };
  const request = http.request(options, (response) => {
    const chunks = [];
    response.on('data', (chunk) => chunks.push(chunk));
    response.on('end', () => resolve({ status: response.statusCode, headers: response.headers, body: Buffer.concat(chunks) }));
    response.on('error', reject);
  });
  request.on('error', reject);
  request.end(bytes);
});

const typeOf = (error) => String((error && error.name) || 'Error').replace(/[^\w.]/g, '') || 'Error';
const report = (to, error) => call('POST', to, JSON.stringify({
  errorType: typeOf(error),
  errorMessage: String((error && error.message) || error),
  stackTrace: String((error && error.stack) || '').split('\n'),
}), { 'Lambda-Runtime-Function-Error-Type': typeOf(error) });

const load = async () => {
  const full = process.env._HANDLER;
  const dot = full.indexOf('.', full.lastIndexOf('/') + 1);
  const [file, names] = [full.slice(0, dot), full.slice(dot + 1)];
  const stem = path.resolve(process.env.LAMBDA_TASK_ROOT, file);
  const found = ['.js', '.mjs', '.cjs'].map((end) => stem + end).find((each) => fs.existsSync(each));
  if (!found) throw new Error('no module ' + file);
  const loaded = await import(pathToFileURL(found));
  const find = (from) => names.split('.').reduce((at, name) => (at ? at[name] : undefined), from);
  const handler = find(loaded) || find(loaded.default);
  if (typeof handler !== 'function') throw new Error('no handler ' + full);
  return handler;
};

const invoke = (handler, event, context) => new Promise((resolve, reject) => {
  const callback = (error, result) => (error ? reject(error) : resolve(result));
  Object.assign(context, { done: callback, succeed: resolve, fail: reject });
  const returned = handler(event, context, callback);
  if (returned && typeof returned.then === 'function') returned.then(resolve, reject);
});

const contextOf = (headers) => ({
  awsRequestId: headers['lambda-runtime-aws-request-id'],
  invokedFunctionArn: headers['lambda-runtime-invoked-function-arn'] || '',
  functionName: process.env.AWS_LAMBDA_FUNCTION_NAME || '',
  functionVersion: process.env.AWS_LAMBDA_FUNCTION_VERSION || '',
  memoryLimitInMB: process.env.AWS_LAMBDA_FUNCTION_MEMORY_SIZE || '',
  logGroupName: '',
  logStreamName: '',
  callbackWaitsForEmptyEventLoop: true,
  getRemainingTimeInMillis: () => Math.max(0, Number(headers['lambda-runtime-deadline-ms']) - Date.now()),
});

let current = '/init/error';
const die = (error) => {
  console.error(error);
  report(current, error).catch(() => {}).finally(() => process.exit(1));
};
process.on('uncaughtException', die);
process.on('unhandledRejection', die);

(async () => {
  const handler = await load();
  for (;;) {
    const next = await call('GET', '/invocation/next');
    if (next.status !== 200) process.exit(1);
    const context = contextOf(next.headers);
    const to = '/invocation/' + context.awsRequestId;
    current = to + '/error';
    let answer;
    try {
      answer = JSON.stringify(await invoke(handler, JSON.parse(next.body), context));
    } catch (error) {
      console.error(error);
      await report(current, error);
      continue;
    }
    await call('POST', to + '/response', answer === undefined ? 'null' : answer);
  }
})().catch(die);
