import { memoize } from '../../model/memo.ts';

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
    ['instance_type', 'instance_types', 'instance_type_override.instance_type', 'instance_pattern_info', 'custom_priorities.instance_type'],
  ],
  ['alicloud_ess_eci_scaling_configuration', ['instance_types']],
  ['alicloud_eci_container_group', ['instance_type']],
  ['alicloud_cs_kubernetes_node_pool', ['instance_types', 'instance_patterns']],
  ['alicloud_cs_kubernetes', ['master_instance_type', 'master_instance_types', 'worker_instance_type', 'worker_instance_types']],
  ['alicloud_cs_managed_kubernetes', ['worker_instance_type', 'worker_instance_types']],
  ['alicloud_cs_edge_kubernetes', ['worker_instance_types']],
  ['alicloud_cs_swarm', ['instance_type']],
  ['alicloud_container_cluster', ['instance_type']],
  ['alicloud_emr_cluster', ['host_group.instance_type']],
  ['alicloud_emrv2_cluster', ['node_groups.instance_types']],
  ['alicloud_ehpc_cluster', ['compute_instance_type', 'login_instance_type', 'manager_instance_type']],
  ['alicloud_ehpc_cluster_v2', ['manager.manager_node.instance_type', 'queues.compute_nodes.instance_type']],
  ['alicloud_ehpc_queue', ['compute_nodes.instance_type']],
]);

/**
 * Resources whose `instance_type` the provider computes when the configuration has none: the service then picks
 * hardware by vCPUs and memory, and what is known after apply names nothing that was chosen here.
 */
export const choosingResources: readonly string[] = ['alicloud_eci_container_group', 'alicloud_ecs_image_pipeline'];

/** Resources whose attribute is a manifest of Kubernetes, as a value. */
export const manifestPlaces: ReadonlyMap<string, string> = new Map([['kubernetes_manifest', 'manifest']]);

/** Attributes that hold, as text or as a list of texts, what is a document of its own. */
export interface HeldPlace {
  readonly attribute: string;
  /** Whether it is values or parameters: every type that they name is then chosen. */
  readonly isValues?: true;
  /** The attribute with what the document's parameters are set to. */
  readonly parameters?: string;
}

/** Where resources hold documents, by the resource. */
export const heldPlaces: ReadonlyMap<string, readonly HeldPlace[]> = new Map<string, readonly HeldPlace[]>([
  ['alicloud_ros_stack', [{ attribute: 'template_body', parameters: 'parameters' }]],
  ['alicloud_ros_stack_group', [{ attribute: 'template_body', parameters: 'parameters' }]],
  ['alicloud_ros_change_set', [{ attribute: 'template_body', parameters: 'parameters' }]],
  ['alicloud_ros_template', [{ attribute: 'template_body' }]],
  ['alicloud_oos_template', [{ attribute: 'content' }]],
  ['alicloud_oos_execution', [{ attribute: 'template_content' }, { attribute: 'parameters', isValues: true }]],
  ['alicloud_compute_nest_service_instance', [{ attribute: 'parameters', isValues: true }]],
  ['alicloud_pai_service', [{ attribute: 'service_config', isValues: true }]],
  ['alicloud_cs_kubernetes_addon', [{ attribute: 'config', isValues: true }]],
  ['kubectl_manifest', [{ attribute: 'yaml_body' }]],
  ['kustomization_resource', [{ attribute: 'manifest' }]],
  ['helm_release', [{ attribute: 'values', isValues: true }]],
]);

/** Resources whose template may be kept elsewhere, and the attributes that say where. */
export const templateElsewhere: readonly string[] = ['template_url', 'template_id', 'template_scratch_id'];

/** Lists of settings by name and value: each value that is the name of a type is chosen. */
export const settingPlaces: ReadonlyMap<string, readonly string[]> = new Map([
  ['alicloud_ros_stack', ['parameters.parameter_value']],
  ['alicloud_ros_stack_group', ['parameters.parameter_value']],
  ['alicloud_ros_stack_instance', ['parameter_overrides.parameter_value']],
  ['alicloud_ros_change_set', ['parameters.parameter_value']],
  ['helm_release', ['set.value', 'set_sensitive.value', 'set_list.value', 'set_wo.value']],
]);

/**
 * Resources that take their type from a launch template where they name none themselves, and the attribute that would
 * name it.
 */
export const templatedResources: ReadonlyMap<string, string> = new Map([
  ['alicloud_instance', 'instance_type'],
  ['alicloud_ess_scaling_group', 'launch_template_override.instance_type'],
  ['alicloud_auto_provisioning_group', 'launch_template_config.instance_type'],
]);

/** Resources that leave the type to a service when each of these attributes is empty. */
export const openResources: ReadonlyMap<string, readonly string[]> = new Map([
  ['alicloud_cs_kubernetes_node_pool', ['instance_types', 'instance_patterns']],
  ['alicloud_ess_scaling_configuration', ['instance_type', 'instance_types', 'instance_type_override', 'instance_pattern_info']],
]);

/**
 * Clouds whose resources name types of their own, some of which look like those of Alibaba Cloud: volcengine has
 * ecs.g1ie.large.
 */
const otherClouds =
  /^(?:aws|awscc|azurerm|azuread|azapi|google|google-beta|volcengine|volcenginecc|bytepluscc|byteplus|tencentcloud|huaweicloud|opentelekomcloud|flexibleengine|sbercloud|g42cloud|ucloud|baiducloud|ksyun|jdcloud|oci|ibm|digitalocean|openstack|ovh|scaleway|hcloud|linode|vultr|yandex|nutanix|vsphere|proxmox)_/;

/** Whether a resource is of another cloud. There are few types, and many resources of each. */
export const isOfOtherCloud: (type: string) => boolean = memoize((type) => otherClouds.test(type));

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
