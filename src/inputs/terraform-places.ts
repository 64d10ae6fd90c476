/**
 * Where the resources of the provider `aliyun/alicloud` take ECS types, by the provider's schema: attributes that a
 * configuration sets, list places left out. Only here a value counts that does not begin with `ecs.`, or is not known
 * yet: `alicloud_db_instance` has an `instance_type` as well.
 */
export const ecsPlaces: ReadonlyMap<string, readonly string[]> = new Map([
  ['alicloud_instance', ['instance_type']],
  ['alicloud_ecs_instance_set', ['instance_type']],
  ['alicloud_launch_template', ['instance_type']],
  ['alicloud_ecs_launch_template', ['instance_type']],
  ['alicloud_ecs_capacity_reservation', ['instance_type']],
  ['alicloud_ecs_elasticity_assurance', ['instance_type']],
  ['alicloud_reserved_instance', ['instance_type']],
  ['alicloud_ecs_image_pipeline', ['instance_type']],
  ['alicloud_ecs_dedicated_host', ['dedicated_host_type']],
  ['alicloud_cddc_dedicated_propre_host', ['ecs_class_list.instance_type']],
  ['alicloud_auto_provisioning_group', ['launch_template_config.instance_type']],
  ['alicloud_ess_scaling_group', ['launch_template_override.instance_type']],
  ['alicloud_ess_instance_refresh', ['desired_configuration_launch_template_overrides.instance_type']],
  [
    'alicloud_ess_scaling_configuration',
    [
      'instance_type',
      'instance_types',
      'instance_type_override.instance_type',
      'instance_pattern_info.instance_type_families',
      'custom_priorities.instance_type',
      'spot_price_limit.instance_type',
    ],
  ],
  ['alicloud_ess_eci_scaling_configuration', ['instance_types']],
  ['alicloud_eci_container_group', ['instance_type']],
  ['alicloud_cs_kubernetes_node_pool', ['instance_types', 'instance_patterns.instance_type_families', 'spot_price_limit.instance_type']],
  ['alicloud_cs_kubernetes', ['master_instance_type', 'master_instance_types', 'worker_instance_type', 'worker_instance_types']],
  ['alicloud_cs_managed_kubernetes', ['worker_instance_type', 'worker_instance_types']],
  ['alicloud_cs_edge_kubernetes', ['worker_instance_types']],
  ['alicloud_cs_swarm', ['instance_type']],
  ['alicloud_container_cluster', ['instance_type']],
  ['alicloud_emr_cluster', ['host_group.instance_type']],
  ['alicloud_emrv2_cluster', ['node_groups.instance_types', 'node_groups.spot_bid_prices.instance_type']],
  ['alicloud_ehpc_cluster', ['compute_instance_type', 'login_instance_type', 'manager_instance_type']],
  ['alicloud_ehpc_cluster_v2', ['manager.manager_node.instance_type', 'queues.compute_nodes.instance_type']],
  ['alicloud_ehpc_queue', ['compute_nodes.instance_type']],
]);

/**
 * Resources whose `instance_type` the provider computes when the configuration has none: the service then picks
 * hardware by vCPUs and memory, and what is known after apply names nothing that was chosen here.
 */
export const choosingResources: readonly string[] = ['alicloud_eci_container_group', 'alicloud_ecs_image_pipeline'];

/** Blocks of these resources that let the service pick types by vCPUs and memory, from some families or from any. */
export const patternBlocks: readonly string[] = ['instance_pattern_info', 'instance_patterns'];

/** Resources whose attribute is a manifest of Kubernetes, as a value. */
export const manifestPlaces: ReadonlyMap<string, string> = new Map([['kubernetes_manifest', 'manifest']]);

/** Resources that hold, as text, templates and manifests of their own, and the attribute that does. */
export const embeddedTexts: ReadonlyMap<string, string> = new Map([
  ['alicloud_ros_stack', 'template_body'],
  ['alicloud_ros_template', 'template_body'],
  ['kubectl_manifest', 'yaml_body'],
]);

/**
 * Whether attributes of this name name ECS types or families wherever their value begins with `ecs.`; not where it
 * excludes them.
 */
export function namesTypes(attribute: string): boolean {
  return (
    attribute.includes('_type') &&
    /(?:^|_)(?:instance_types?|instance_type_families|dedicated_host_type)$/.test(attribute) &&
    !attribute.startsWith('excluded_')
  );
}
