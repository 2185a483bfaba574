"""A job over a repository of many changes, sent to the canned node."""

import os

import canned_node
import many_changes
import measure

JOB = """version: 1
name: bench
source: {{ repo: "{repository}", base: main~1, head: main }}
nodes:
  canned: {{ tier: local, kind: openai, url: "{url}", model: {model}, context: {context}, concurrency: 64 }}
review: {{ maxPromptTokens: 4500 }}
routing: {{ mode: local, whenLocalIsDown: defer }}
limits: {{ retries: 0 }}
gate: {{ failOn: high, minConfidence: 0.5, requireCoverage: 0 }}
"""


class CannedRun:
    """Files and commands of one size. The store is new each time; the repository is kept in the cache."""

    def __init__(self, folder, files, url):
        self.repository = os.path.join(os.environ["SLUICE_BENCH_CACHE"], f"many-{files}.git")
        measure.note(f"repository of {files} files")
        many_changes.make(self.repository, files)
        self.store = os.path.join(folder, f"{files}.sqlite")
        self.job = os.path.join(folder, f"{files}.yml")
        with open(self.job, "w") as file:
            file.write(JOB.format(repository=self.repository, url=url, model=canned_node.MODEL, context=canned_node.CONTEXT))

    def run(self, allowed):
        command = [measure.binary(), "run", self.job, "--repo", self.repository, "--base", "main~1", "--head", "main",
                   "--store", self.store]
        return measure.run(command, allowed, cwd=os.path.dirname(self.job))

    def dispatch_deferred(self, allowed=(0, 1)):
        command = [measure.binary(), "rerun", "--deferred", "--store", self.store]
        return measure.run(command, allowed, cwd=os.path.dirname(self.job))
