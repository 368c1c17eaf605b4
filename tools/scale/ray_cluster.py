"""Two Ray nodes on this machine, on loopback alone, until standard input ends: for the benchmark. The first line tells their address and the processes that start workers."""

import json
import os
import sys

os.environ["RAY_USAGE_STATS_ENABLED"] = "0"

from ray._private.ray_constants import PROCESS_TYPE_RAYLET
from ray.cluster_utils import Cluster

# One core of each for the model, one for reading and writing.
node = {"num_cpus": 2, "node_ip_address": "127.0.0.1", "include_dashboard": False, "object_store_memory": 512 << 20}
cluster = Cluster(initialize_head=True, head_node_args=node)
try:
    nodes = [cluster.head_node, cluster.add_node(**node)]
    print(json.dumps({"address": cluster.address, "raylets": [one.all_processes[PROCESS_TYPE_RAYLET][0].process.pid for one in nodes]}), flush=True)
    sys.stdin.read()
finally:
    cluster.shutdown()
