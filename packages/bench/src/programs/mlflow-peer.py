# A tracking server of MLflow that hands artifacts through, and its client: each line in is a folder to send and one to fetch into.
import json, os, subprocess, sys, time, urllib.request

home, port = sys.argv[1], sys.argv[2]
os.makedirs(home)
url = f"http://127.0.0.1:{port}"
server = subprocess.Popen(
    [os.path.join(os.path.dirname(sys.executable), "mlflow"), "server", "--host", "127.0.0.1", "--port", port,
     "--backend-store-uri", f"sqlite:///{home}/mlflow.db", "--artifacts-destination", f"{home}/artifacts", "--workers", "1"],
    stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
try:
    os.environ["MLFLOW_TRACKING_URI"] = url
    os.environ["MLFLOW_ENABLE_ARTIFACTS_PROGRESS_BAR"] = "false"
    import mlflow
    for _ in range(600):
        try:
            urllib.request.urlopen(f"{url}/health", timeout=1)
            break
        except OSError:
            time.sleep(0.1)
    client = mlflow.MlflowClient(url)
    print(json.dumps({"push": 0, "pull": 0}), flush=True)
    for line in sys.stdin:
        source, target = json.loads(line)
        run = client.create_run("0")
        began = time.perf_counter()
        client.log_artifacts(run.info.run_id, source)
        sent = time.perf_counter()
        mlflow.artifacts.download_artifacts(run_id=run.info.run_id, dst_path=target)
        done = time.perf_counter()
        print(json.dumps({"push": sent - began, "pull": done - sent}), flush=True)
finally:
    os.killpg(server.pid, 15)
    server.wait()
