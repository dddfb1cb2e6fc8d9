/**
 * Writes an annotation. For the post step, of which @actions/core would be a fifth.
 *
 * https://docs.github.com/actions/reference/workflow-commands-for-github-actions
 */
export function annotate(level: 'error' | 'warning', message: string, title?: string): void {
  const escaped = message.replace(/[%\r\n]/g, encodeURIComponent);
  process.stdout.write(`::${level}${title ? ` title=${title}` : ''}::${escaped}\n`);
}
