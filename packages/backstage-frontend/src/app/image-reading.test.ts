import { markedPieces, readImage, withFix } from './image-reading.ts';

test('every problem has its place, and its fix mends it', () => {
  const { problems, reference } = readImage('ghcr.io/Acme/api');
  expect(reference).toBeUndefined();
  const [problem] = problems;
  expect(problem).toMatchObject({ severity: 'error', start: 8, end: 12 });
  expect(problem?.fix && withFix('ghcr.io/Acme/api', problem.fix)).toBe('ghcr.io/acme/api');
});

test('what can be pulled is read, with what is filled in', () => {
  expect(readImage('nginx').reference).toEqual({
    registry: 'docker.io',
    repository: 'library/nginx',
    tag: 'latest',
  });
});

test('nothing is read of nothing', () => {
  expect(readImage('').reference).toBeUndefined();
});

test('the text is cut where problems begin and end, and nothing is lost', () => {
  const problem = { code: 'PATH_UPPERCASE', severity: 'error', component: 'repository' } as const;
  const at = (start: number, end: number) => ({ ...problem, start, end, message: '' });
  expect(markedPieces('abcdef', [at(1, 3), at(2, 4)])).toEqual([
    { text: 'a', isMarked: false },
    { text: 'b', isMarked: true },
    { text: 'c', isMarked: true },
    { text: 'd', isMarked: true },
    { text: 'ef', isMarked: false },
  ]);
  expect(markedPieces('abc', [])).toEqual([{ text: 'abc', isMarked: false }]);
});
